/** The facts that every assertion for a caller shares. */

import type { AssertionFacts } from '../../shared/domain/assertion.ts';
import type { Caller } from '../../shared/http/caller.ts';
import type { Core, WithSigner } from './dependencies.ts';

export const assertionFacts = (
  { clock, random, policy, assertion }: Core & WithSigner,
  caller: Caller,
): AssertionFacts => ({
  issuer: assertion.issuer,
  audience: assertion.audience,
  userId: caller.userId,
  ...(caller.sid !== undefined && { sid: caller.sid }),
  now: clock.now(),
  lifetimeSeconds: policy.assertionLifetime,
  jti: Buffer.from(random.bytes(16)).toString('base64url'),
});
