/** The facts that every assertion for a caller shares. */

import type { AssertionFacts } from '../../shared/domain/assertion.ts';
import { assertionId } from '../../shared/domain/step-up.ts';
import type { User } from '../../shared/domain/user.ts';
import type { Caller } from '../../shared/http/caller.ts';
import type { Core, WithSigner } from './dependencies.ts';

export const assertionFacts = (
  { clock, random, policy, assertion }: Core & WithSigner,
  caller: Caller,
  user: User,
): AssertionFacts => ({
  issuer: assertion.issuer,
  audience: assertion.audience,
  userId: caller.userId,
  ...(caller.sid !== undefined && { sid: caller.sid }),
  now: clock.now(),
  lifetimeSeconds: policy.assertionLifetime,
  jti: assertionId(user, Buffer.from(random.bytes(16)).toString('base64url')),
});
