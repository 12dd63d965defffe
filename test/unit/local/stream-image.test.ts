/** What DynamoDB Local's streams lose comes back before a function sees it. */

import { mendImage } from '../../local/emulator/streams/image.ts';

test('an empty map gets its type back, wherever it is, and nothing else changes', () => {
  const seen = {
    pk: { S: 'a' },
    map: {},
    list: { L: [] },
    deep: { M: { map: {}, list: { L: [{}, { L: [] }, { N: '1' }] } } },
    none: { NULL: true },
  };

  expect(mendImage(seen)).toEqual({
    ...seen,
    map: { M: {} },
    deep: { M: { map: { M: {} }, list: { L: [{ M: {} }, { L: [] }, { N: '1' }] } } },
  });
});
