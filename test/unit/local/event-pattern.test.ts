/** Event patterns of rules and stream filters. */

import { matchesPattern } from '../../local/emulator/aws/eventbridge/event-pattern.ts';

const event = {
  source: 'portal.2fa',
  'detail-type': 'UserLocked',
  detail: { count: 5, tags: ['a', 'b'], empty: null, name: 'Ada' },
};

test.each([
  ['an equal value', { source: ['other', 'portal.2fa'] }, true],
  ['another value', { source: ['other'] }, false],
  ['every field', { source: ['portal.2fa'], 'detail-type': ['Other'] }, false],
  ['a nested field', { detail: { name: ['Ada'] } }, true],
  ['an item of a list', { detail: { tags: ['b'] } }, true],
  ['null', { detail: { empty: [null] } }, true],
  ['a prefix', { source: [{ prefix: 'portal.' }] }, true],
  ['a suffix', { source: [{ suffix: '.3fa' }] }, false],
  ['anything but some values', { source: [{ 'anything-but': ['portal.2fa'] }] }, false],
  ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }, true],
  ['absence', { detail: { missing: [{ exists: false }] } }, true],
  ['presence', { detail: { missing: [{ exists: true }] } }, false],
  ['a range of numbers', { detail: { count: [{ numeric: ['>', 0, '<=', 5] }] } }, true],
  ['one of several patterns', { $or: [{ source: ['no'] }, { detail: { name: ['Ada'] } }] }, true],
])('matches %s', (_name, pattern, expected) => {
  expect(matchesPattern(pattern, event)).toBe(expected);
});

test('does not guess at an unknown matcher', () => {
  expect(() => matchesPattern({ source: [{ cidr: '10.0.0.0/8' }] }, event)).toThrow('event matcher cidr');
});
