/** The step-up that came with a request is read only where it can matter: the keys may be out of reach. */

import { stepUpClaims } from '../../../shared/operations/step-up.ts';
import { movableClock } from '../support/clock.ts';
import { kim } from '../support/users.ts';
import { outage, withApp } from '../support/world.ts';

const failure = outage('kms');
const unreachable = {
  clock: movableClock(),
  assertionKeys: { jwks: () => Promise.reject(failure), verify: () => Promise.reject(failure) },
};
const proof = { 'x-2fa-assertion': 'assertion' };

test('a customer with a factor needs one', async () => {
  await expect(stepUpClaims(unreachable, withApp(), proof)).rejects.toBe(failure);
});

test.each([
  ['a customer without a factor needs none', kim(), proof],
  ['where none came, there is none to read', withApp(), {}],
])('%s', async (_why, user, headers) => {
  expect(await stepUpClaims(unreachable, user, headers)).toBeUndefined();
});
