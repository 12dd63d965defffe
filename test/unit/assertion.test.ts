/** The claims on which the portal's backend admits a user. */

import {
  exemptAssertion,
  type Proof,
  skippedAssertion,
  verifiedAssertion,
  voidAssertion,
} from '../../shared/domain/assertion.ts';
import { KIM } from './support/users.ts';

const facts = {
  issuer: 'https://2fa.portal.example',
  audience: 'portal',
  userId: KIM,
  sid: 'session-1',
  now: Date.UTC(2026, 2, 1, 12) + 999,
  lifetimeSeconds: 300,
  jti: 'one-time',
};
const base = {
  iss: 'https://2fa.portal.example',
  aud: 'portal',
  sub: 'kim',
  sid: 'session-1',
  iat: 1_772_366_400,
  exp: 1_772_366_700,
  jti: 'one-time',
};

test.each<[Proof, readonly string[]]>([
  [{ method: 'totp' }, ['otp', 'mfa']],
  [{ method: 'backup_code' }, ['otp', 'mfa']],
  [{ method: 'phone', channel: 'sms' }, ['sms', 'mfa']],
  [{ method: 'phone', channel: 'call' }, ['tel', 'mfa']],
])('%j: amr %j (RFC 8176)', (proof, amr) => {
  expect(verifiedAssertion(facts, proof, 'step_up')).toEqual({
    ...base,
    outcome: 'verified',
    purpose: 'step_up',
    auth_time: base.iat,
    method: proof.method,
    amr,
  });
});

test('who was not asked, or put it off, has proved nothing: no purpose, auth_time, method or amr', () => {
  expect(exemptAssertion(facts, 'sso')).toEqual({ ...base, outcome: 'exempt', reason: 'sso' });
  expect(skippedAssertion(facts)).toEqual({ ...base, outcome: 'skipped' });
});

test('without a sign-in session there is no sid', () => {
  const { sid: _sid, ...sessionless } = facts;
  expect(exemptAssertion(sessionless, 'api')).not.toHaveProperty('sid');
});

test('times are whole seconds, rounded down: never from the future', () => {
  const { iat, exp } = exemptAssertion(facts, 'api');
  expect(iat * 1000).toBeLessThanOrEqual(facts.now);
  expect(exp - iat).toBe(300);
});

test('what is signed for a wrong code has expired and says no outcome that admits', () => {
  expect(voidAssertion(facts)).toEqual({ ...base, exp: base.iat, outcome: 'void' });
});
