/** The users whom an operator's file names for erasure. */

import { subsIn } from '../../../../shared/operator/users/erase.ts';

test('a sub is a line, however lines end, and blank ones name nobody', () => {
  expect(subsIn('kim\r\n\nauth0|robin \n  \nsam')).toEqual(['kim', 'auth0|robin ', 'sam']);
});

test('a byte order mark hides nobody from being erased', () => {
  expect(subsIn('\ufeffkim\nrobin\n')).toEqual(['kim', 'robin']);
});
