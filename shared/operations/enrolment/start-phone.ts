/** POST /v1/2fa/phone: a code to a telephone number, which is in force once the code proves that it arrived. */

import type { UseCase } from '../../contract/operation.ts';
import type { startPhone as operation } from '../../contract/operations/start-phone.ts';
import { requestCode } from '../../domain/code-request.ts';
import { channelsOf, type NumberRules, parsePhoneNumber } from '../../domain/phone-number.ts';
import { refusal } from '../../domain/refusal.ts';
import { err } from '../../domain/result.ts';
import { newSentCode } from '../../domain/sent-code.ts';
import { stepUpMissing } from '../../domain/step-up.ts';
import type { PendingPhone } from '../../domain/user.ts';
import { type SendDependencies, sendCode } from '../delivery/send-code.ts';
import type { WithAssertionKeys, WithKeys, WithLocale, WithMethods } from '../dependencies.ts';
import { localeOf } from '../locale.ts';
import { hashBlock, hashNumber } from '../numbers.ts';
import { stepUpClaims } from '../step-up.ts';

type Dependencies = SendDependencies &
  WithKeys &
  WithAssertionKeys &
  WithLocale &
  WithMethods & { readonly numbers: NumberRules };

export const startPhone =
  (deps: Dependencies): UseCase<typeof operation> =>
  async ({ caller, body, headers }) => {
    const { users, policy, clock, random, numbers } = deps;
    const { channel } = body;
    if (!deps.methods.includes(channel)) return err(refusal('method_not_available'));
    const parsed = parsePhoneNumber(body.phoneNumber, { ...numbers, channel });
    if (!parsed.ok) return err(refusal(parsed.error));
    const { number, country } = parsed.value;

    const [read, keys] = await Promise.all([users.load(caller.userId), deps.keys()]);
    const stepUp = await stepUpClaims(deps, read, headers);
    const now = clock.now();
    const id = random.id();
    const code = newSentCode({ userId: read.id, purpose: id, channel }, { random, keys, policy, now });
    const pending: PendingPhone = {
      method: 'phone',
      id,
      ...(caller.sid !== undefined && { sid: caller.sid }),
      number: keys.seal('phone-number', read.id, Buffer.from(number)),
      destination: { country, block: hashBlock(keys, number) },
      channels: channelsOf(number, numbers),
      code: code.stored,
      expiresAt: now + policy.enrolmentLifetime * 1000,
    };
    const request = {
      to: number,
      channel,
      locale: localeOf(deps, headers, body.locale),
      code: code.code,
      codeId: code.stored.id,
      sealedNumber: pending.number,
      numberHash: hashNumber(keys, number),
      country,
      destination: pending.destination,
      expiresAt: code.stored.expiresAt,
      requestedAt: now,
    };
    return sendCode(
      deps,
      read,
      request,
      (user) => stepUpMissing(user, stepUp, caller) ?? requestCode(user, { pending }, policy, now),
    );
  };
