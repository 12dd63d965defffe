/** The claims on which the portal's backend admits a user. */

import {
  exemptAssertion,
  type Proof,
  skippedAssertion,
  verifiedAssertion,
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
  expect(verifiedAssertion(facts, proof)).toEqual({
    ...base,
    outcome: 'verified',
    auth_time: base.iat,
    method: proof.method,
    amr,
  });
});

test('who was not asked, or put it off, has proved nothing: no auth_time, method or amr', () => {
  expect(exemptAssertion(facts)).toEqual({ ...base, outcome: 'exempt' });
  expect(skippedAssertion(facts)).toEqual({ ...base, outcome: 'skipped' });
});

test('without a sign-in session there is no sid', () => {
  const { sid: _sid, ...sessionless } = facts;
  expect(exemptAssertion(sessionless)).not.toHaveProperty('sid');
});

test('times are whole seconds, rounded down: never from the future', () => {
  const { iat, exp } = exemptAssertion(facts);
  expect(iat * 1000).toBeLessThanOrEqual(facts.now);
  expect(exp - iat).toBe(300);
});
