/** Logs and calls of the local system are kept up to a size. */

import { createRecent } from '../../local/host/recent.ts';

const filled = (size: number, count: number) => {
  const recent = createRecent<number>(size);
  for (let item = 1; item <= count; item += 1) recent.add(item);
  return recent;
};

test.each([
  [0, []],
  [2, [1, 2]],
  [3, [1, 2, 3]],
  [4, [2, 3, 4]],
  [7, [5, 6, 7]],
  [9, [7, 8, 9]],
])('of %i items in a list of three the last are kept, oldest first', (count, kept) => {
  expect(filled(3, count).after()).toEqual(kept);
  expect(filled(3, count).total()).toBe(count);
});

test.each([
  ['all of them are kept', 8, [9, 10]],
  ['some of them are gone', 4, [8, 9, 10]],
  ['nothing has come', 10, []],
])('what came after a count is found where %s', (_, count, expected) => {
  expect(filled(3, 10).after(count)).toEqual(expected);
});

test('a list once read does not change under its reader', () => {
  const recent = filled(3, 3);

  const read = recent.after();
  recent.add(4);

  expect(read).toEqual([1, 2, 3]);
});
