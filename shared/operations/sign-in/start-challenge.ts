/** POST /v1/challenges: what this sign-in needs, decided from verified claims; or the start of a step-up. */

import type { UseCase } from '../../contract/operation.ts';
import type { startChallenge as operation } from '../../contract/operations/start-challenge.ts';
import { isoTime } from '../../contract/time.ts';
import { exemptAssertion } from '../../domain/assertion.ts';
import type { Caller } from '../../domain/caller.ts';
import {
  CHALLENGE_NONCE_BYTES,
  type Challenge,
  challengeExpiry,
  encodeChallenge,
} from '../../domain/challenge.ts';
import type { ChallengePurpose } from '../../domain/event.ts';
import type { ProofMethod } from '../../domain/method.ts';
import type { KeyRing } from '../../domain/ports/key-ring.ts';
import { refusal } from '../../domain/refusal.ts';
import { err, ok } from '../../domain/result.ts';
import { decideSignIn } from '../../domain/sign-in-policy.ts';
import type { Factor, User } from '../../domain/user.ts';
import { assertionFacts } from '../assertion-facts.ts';
import type { Core, WithKeys, WithMethods, WithPrompt, WithSigner } from '../dependencies.ts';
import { shownNumber } from '../numbers.ts';
import { update } from '../update.ts';

type Dependencies = Core & WithKeys & WithSigner & WithPrompt & WithMethods;

export const startChallenge =
  (deps: Dependencies): UseCase<typeof operation> =>
  async ({ caller, body }) => {
    const { users, policy, clock, prompt } = deps;
    const read = await users.load(caller.userId);
    if (body.purpose === 'step_up') {
      if (read.factor === undefined) return err(refusal('not_enabled'));
      return ok(issueChallenge(deps, await deps.keys(), caller, read, read.factor, 'step_up'));
    }
    const { loginMethod } = caller;
    const { signUp = false } = body;
    const now = clock.now();
    const decided = await update(deps, read, (user) =>
      decideSignIn(user, { loginMethod, signUp, now }, prompt, policy),
    );
    if (!decided.ok) return decided;
    const { value: decision, after: user } = decided.value;
    switch (decision.decision) {
      case 'challenge':
        return ok(issueChallenge(deps, await deps.keys(), caller, user, decision.factor, 'sign_in'));
      case 'enroll':
        return ok({
          decision: 'enroll' as const,
          skippable: decision.skippable,
          methods: [...deps.methods],
        });
      case 'allow': {
        const { reason } = decision;
        const assertion = await deps.signer.sign(exemptAssertion(assertionFacts(deps, caller, user), reason));
        return ok({ decision: 'allow' as const, reason, assertion });
      }
    }
  };

function issueChallenge(
  deps: Core & WithMethods,
  keys: KeyRing,
  caller: Caller,
  user: User,
  factor: Factor,
  purpose: ChallengePurpose,
) {
  const { clock, random, policy } = deps;
  const challenge: Challenge = {
    nonce: Buffer.from(random.bytes(CHALLENGE_NONCE_BYTES)).toString('base64url'),
    purpose,
    bound: caller.sid !== undefined,
    issuedAt: clock.now(),
  };
  const phone = factor.method === 'phone' ? shownNumber(deps, keys, user.id, factor) : undefined;
  // A telephone that nothing is sent to any more proves nothing; whether a method is still offered matters to nobody
  // who can prove it.
  const provable = phone === undefined || phone.channels.length > 0;
  const methods: ProofMethod[] = provable ? [factor.method] : [];
  if ((user.backupCodes?.hashes.length ?? 0) > 0) methods.push('backup_code');
  return {
    decision: 'challenge' as const,
    challengeId: encodeChallenge(challenge, caller, (parts) => keys.mac('challenge', parts)),
    methods,
    ...(provable && phone !== undefined && { phone }),
    expiresAt: isoTime(challengeExpiry(challenge, policy)),
  };
}
