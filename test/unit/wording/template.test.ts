/** Filling in: every name once, and never what a value brings along. */

import { fill } from '../../../shared/wording/template.ts';

test('every name is replaced, wherever and however often it stands', () => {
  expect(fill('{code} is {brand}: {code}', { code: '048151', brand: 'X' })).toBe('048151 is X: 048151');
});

test.each(['$&', '$1', '{code}', '{brand}', '{nothing}'])('the value %j stays as it is', (brand) => {
  expect(fill('{code} for {brand}.', { code: '1', brand })).toBe(`1 for ${brand}.`);
});

test('a name without a value is a fault of the language, not a gap in a message', () => {
  expect(() => fill('{brand} {nothing}', { brand: 'X' })).toThrow(RangeError);
});
