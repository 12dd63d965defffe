/** POST /v1/challenges/{challengeId}/code: the code of a sign-in or step-up, by text or call. */

import type { UseCase } from '../../contract/operation.ts';
import type { sendChallengeCode as operation } from '../../contract/operations/send-challenge-code.ts';
import { type Challenge, checkChallenge } from '../../domain/challenge.ts';
import { requestCode } from '../../domain/code-request.ts';
import type { Channel } from '../../domain/method.ts';
import type { Policy } from '../../domain/policy.ts';
import { type Refusal, refusal } from '../../domain/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { newSentCode } from '../../domain/sent-code.ts';
import { type PhoneFactor, refuse, refuseWith, type User } from '../../domain/user.ts';
import { type SendDependencies, sendCode } from '../delivery/send-code.ts';
import type { WithKeys, WithLocale, WithMethods } from '../dependencies.ts';
import { localeOf } from '../locale.ts';
import { hashNumber, openNumber } from '../numbers.ts';
import { openChallenge } from './open-challenge.ts';

export const sendChallengeCode =
  (deps: SendDependencies & WithKeys & WithLocale & WithMethods): UseCase<typeof operation> =>
  async ({ caller, params, body, headers }) => {
    const { users, policy, clock, random } = deps;
    const { channel } = body;
    if (!deps.methods.includes(channel)) return err(refusal('method_not_available'));
    const [read, keys] = await Promise.all([users.load(caller.userId), deps.keys()]);
    const opened = openChallenge(keys, params.challengeId, caller);
    if (!opened.ok) return opened;
    const challenge = opened.value;
    const now = clock.now();
    const factor = phoneFor(read, challenge, channel, policy, now);
    if (!factor.ok) return factor;

    const number = openNumber(keys, read.id, factor.value.number);
    const code = newSentCode(
      { userId: read.id, purpose: challenge.nonce, channel },
      { random, keys, policy, now },
    );
    const request = {
      to: number,
      channel,
      locale: localeOf(deps, headers, body.locale),
      code: code.code,
      codeId: code.stored.id,
      sealedNumber: factor.value.number,
      numberHash: hashNumber(keys, number),
      country: factor.value.country,
      destination: undefined,
      expiresAt: code.stored.expiresAt,
      requestedAt: now,
    };
    return sendCode(deps, read, request, (user) => {
      const current = phoneFor(user, challenge, channel, policy, now);
      if (!current.ok) return refuse(current.error);
      // The number may have been replaced since it was read; this code would go to the old one. Sealed anew, it is
      // the same.
      if (openNumber(keys, user.id, current.value.number) !== number) {
        return refuseWith('method_not_available');
      }
      const sentCode = { ...code.stored, challenge: challenge.nonce };
      return requestCode(user, { sentCode, purpose: challenge.purpose }, policy, now);
    });
  };

/** The factor that a code for the challenge can be sent to. */
function phoneFor(
  user: User,
  challenge: Challenge,
  channel: Channel,
  policy: Policy,
  now: number,
): Result<PhoneFactor, Refusal> {
  const closed = checkChallenge(user, challenge, policy, now);
  if (closed !== undefined) return err(closed);
  const { factor } = user;
  const reaches = factor?.method === 'phone' && factor.channels.includes(channel);
  return reaches ? ok(factor) : err(refusal('method_not_available'));
}
