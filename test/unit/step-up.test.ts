/** Step-up: a password alone, or anybody else's proof, changes no factor. */

import { type AssertionClaims, exemptAssertion, verifiedAssertion } from '../../shared/domain/assertion.ts';
import type { Asker } from '../../shared/domain/challenge.ts';
import { afterStepUp, assertionId, isStepUp } from '../../shared/domain/step-up.ts';
import { accept, type User } from '../../shared/domain/user.ts';
import { KIM, kim, NOW, policy, ROBIN, refused, totpFactor, written } from './support/users.ts';

const facts = {
  issuer: 'https://2fa.portal.example',
  audience: 'portal',
  userId: KIM,
  sid: 'session-1',
  now: NOW,
  lifetimeSeconds: policy.assertionLifetime,
  jti: assertionId(kim(), 'one'),
};
const proof: AssertionClaims = verifiedAssertion(facts, { method: 'totp' });
const asker: Asker = { userId: KIM, sid: 'session-1' };
const enabled = kim({ factor: totpFactor() });
const change = (user: User) => accept({ ...user, prompt: { skips: 1 } }, 'changed');

const changing = (claims: AssertionClaims | undefined, user = enabled, by = asker) =>
  afterStepUp(claims, by, change)(user);

test('the user’s own fresh proof does', () => {
  expect(written(changing(proof)).prompt).toEqual({ skips: 1 });
});

test('a user without a factor needs none', () => {
  expect(changing(undefined, kim()).result).toEqual({ ok: true, value: 'changed' });
});

test.each<[string, AssertionClaims | undefined, Asker?]>([
  ['none at all', undefined],
  ['another user’s', { ...proof, sub: ROBIN }],
  ['another session’s', { ...proof, sid: 'session-2' }],
  ['one without a session, in a session', verifiedAssertion(withoutSid(), { method: 'totp' })],
  ['a session’s, outside of any', proof, { userId: KIM }],
  ['an exempt sign-in’s', exemptAssertion(facts)],
  ['a skipped prompt’s', { ...exemptAssertion(facts), outcome: 'skipped' }],
])('%s does not', (_whose, claims, by = asker) => {
  const step = changing(claims, enabled, by);
  expect(refused(step)).toEqual({ code: 'step_up_required' });
  expect(step.write).toBeUndefined();
});

test('one from before a reset by support does not, though it was signed in the same second; one from after it does', () => {
  const reset = { ...enabled, resetAt: NOW };
  const after = verifiedAssertion({ ...facts, jti: assertionId(reset, 'two') }, { method: 'totp' });

  expect(isStepUp(proof, asker, reset)).toBe(false);
  expect(isStepUp(after, asker, reset)).toBe(true);
  expect(isStepUp(after, asker, { ...reset, resetAt: NOW + 1 })).toBe(false);
});

test('is judged on the state that is written: a factor that came in between needs a proof', () => {
  const rule = afterStepUp(undefined, asker, change);
  expect(rule(kim()).result.ok).toBe(true);
  expect(refused(rule(enabled))).toEqual({ code: 'step_up_required' });
});

function withoutSid() {
  const { sid: _sid, ...rest } = facts;
  return rest;
}
