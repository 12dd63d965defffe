/** POST /v1/challenges/{challengeId}/verify: a code answers the challenge, once, for a signed assertion. */

import type { UseCase } from '../../contract/operation.ts';
import type { verifyChallenge as operation } from '../../contract/operations/verify-challenge.ts';
import { verifiedAssertion } from '../../domain/assertion.ts';
import { ok } from '../../domain/result.ts';
import { answerChallenge, takeAnswerBack } from '../../domain/sign-in.ts';
import { assertionFacts } from '../assertion-facts.ts';
import type { Core, WithKeys, WithLocale, WithSigner } from '../dependencies.ts';
import { localeOf } from '../locale.ts';
import { updateSigned } from '../update-signed.ts';
import { openChallenge } from './open-challenge.ts';

export const verifyChallenge =
  (deps: Core & WithKeys & WithSigner & WithLocale): UseCase<typeof operation> =>
  async ({ caller, params, body, headers }) => {
    const { users, policy, clock } = deps;
    const [read, keys] = await Promise.all([users.load(caller.userId), deps.keys()]);
    const opened = openChallenge(keys, params.challengeId, caller);
    if (!opened.ok) return opened;
    const challenge = opened.value;
    const context = { keys, challenge, policy, now: clock.now(), caller, locale: localeOf(deps, headers) };

    const answered = await updateSigned(deps, read, (user) => answerChallenge(user, body, context), {
      claims: ({ result }) => {
        if (!result.ok) return undefined;
        const { proof, user } = result.value;
        return verifiedAssertion(assertionFacts(deps, caller, user), proof, challenge.purpose);
      },
      // A backup code can't be guessed, so waiting tells nothing; and its owner is told by mail that one is used.
      signFirst: body.method === 'backup_code',
      takeBack: ({ before, value }) => takeAnswerBack(before, value, context),
    });
    if (!answered.ok) return answered;
    const { assertion, after } = answered.value;
    return ok({
      assertion,
      method: body.method,
      backupCodesRemaining: after.backupCodes?.hashes.length ?? 0,
    });
  };
