/** Step-up: a password alone, or anybody else's proof, changes no factor. */

import {
  type AssertionClaims,
  exemptAssertion,
  skippedAssertion,
  verifiedAssertion,
} from '../../shared/domain/assertion.ts';
import type { Asker } from '../../shared/domain/challenge.ts';
import { assertionId, isStepUp, stepUpMissing } from '../../shared/domain/step-up.ts';
import { KIM, kim, NOW, policy, ROBIN, refused, totpFactor } from './support/users.ts';

const facts = {
  issuer: 'https://2fa.portal.example',
  audience: 'portal',
  userId: KIM,
  sid: 'session-1',
  now: NOW,
  lifetimeSeconds: policy.assertionLifetime,
  jti: assertionId(kim(), 'one'),
};
const proof: AssertionClaims = verifiedAssertion(facts, { method: 'totp' }, 'step_up');
const asker: Asker = { userId: KIM, sid: 'session-1' };
const enabled = kim({ factor: totpFactor() });

const missing = (claims: AssertionClaims | undefined, user = enabled, by = asker) =>
  stepUpMissing(user, claims, by);

test('the user’s own fresh proof does', () => {
  expect(missing(proof)).toBeUndefined();
});

test('a user without a factor needs none', () => {
  expect(missing(undefined, kim())).toBeUndefined();
});

test.each<[string, AssertionClaims | undefined, Asker?]>([
  ['none at all', undefined],
  ['another user’s', { ...proof, sub: ROBIN }],
  ['another session’s', { ...proof, sid: 'session-2' }],
  ['one without a session, in a session', verifiedAssertion(withoutSid(), { method: 'totp' }, 'step_up')],
  ['a session’s, outside of any', proof, { userId: KIM }],
  ['an exempt sign-in’s', exemptAssertion(facts, 'sso')],
  ['a skipped prompt’s', skippedAssertion(facts)],
])('%s does not', (_whose, claims, by = asker) => {
  const step = missing(claims, enabled, by);
  expect(step && refused(step)).toEqual({ code: 'step_up_required' });
  expect(step?.write).toBeUndefined();
});

test('one from before the last change of factor does not, though it was signed in the same second; one from after it does', () => {
  const changed = { ...enabled, factorVersion: NOW };
  const jti = assertionId(changed, 'two');
  const after = verifiedAssertion({ ...facts, jti }, { method: 'totp' }, 'step_up');

  expect(isStepUp(proof, asker, changed)).toBe(false);
  expect(isStepUp(after, asker, changed)).toBe(true);
  expect(isStepUp(after, asker, { ...changed, factorVersion: NOW + 1 })).toBe(false);
});

function withoutSid() {
  const { sid: _sid, ...rest } = facts;
  return rest;
}
