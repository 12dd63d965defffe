/** How `CLOCK_OFFSET` is written. */

import { parseDuration } from '../../local/duration.ts';

test.each([
  ['25h', 90_000_000],
  ['90m', 5_400_000],
  ['10s', 10_000],
  ['-2d', -172_800_000],
  ['1d12h', 129_600_000],
  ['1.5h', 5_400_000],
  ['0', 0],
])('%s is %d ms', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each(['', '25', 'h', '25 hours', '1h-2m', 'NaN'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
