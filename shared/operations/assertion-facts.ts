/** The facts that every assertion for a caller shares. */

import type { AssertionFacts } from '../domain/assertion.ts';
import type { Caller } from '../domain/caller.ts';
import { assertionId } from '../domain/step-up.ts';
import type { User } from '../domain/user.ts';
import type { Core, WithSigner } from './dependencies.ts';

/** @param user the state that the assertion is about: the one that is written with it. */
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
