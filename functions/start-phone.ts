/** POST /v1/2fa/phone: a code to a telephone number, which is in force once the code proves that it arrived. */

import { startPhone } from '../shared/contract/operations/start-phone.ts';
import { requestCode } from '../shared/domain/code-request.ts';
import { channelsOf } from '../shared/domain/enrolment.ts';
import { parsePhoneNumber } from '../shared/domain/phone-number.ts';
import { refusal } from '../shared/domain/refusal.ts';
import { err } from '../shared/domain/result.ts';
import { afterStepUp } from '../shared/domain/step-up.ts';
import type { PendingPhone } from '../shared/domain/user.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import {
  type Core,
  core,
  serving,
  table,
  type WithKeys,
  withAssertionKeys,
  withKeys,
  withLocale,
} from './common/dependencies.ts';
import { localeOf } from './common/locale.ts';
import { type Messaging, type NumberRules, numberRulesFrom, withMessaging } from './common/messaging.ts';
import { newSentCode } from './common/new-code.ts';
import { hashNumber } from './common/numbers.ts';
import { sendCode } from './common/send-code.ts';
import { stepUpClaims, type WithAssertionKeys } from './common/step-up.ts';

type Dependencies = Core & WithKeys & WithAssertionKeys & Messaging & { readonly numbers: NumberRules };

export const start =
  (deps: Dependencies): Handle<typeof startPhone> =>
  async ({ caller, body, headers }) => {
    const { users, policy, clock, random, numbers } = deps;
    const { channel } = body;
    const parsed = parsePhoneNumber(body.phoneNumber, { ...numbers, channel });
    if (!parsed.ok) return err(refusal(parsed.error));
    const { number } = parsed.value;

    const user = await users.load(caller.userId);
    const stepUp = await stepUpClaims(deps, user, headers);
    const keys = await deps.keys();
    const now = clock.now();
    const id = random.id();
    const { code, sent } = newSentCode(deps, keys, { userId: caller.userId, purpose: id, channel, now });
    const pending: PendingPhone = {
      method: 'phone',
      id,
      ...(caller.sid !== undefined && { sid: caller.sid }),
      number: keys.seal('phone-number', caller.userId, Buffer.from(number)),
      channels: channelsOf(parsePhoneNumber(number, { ...numbers, channel: 'sms' }).ok),
      code: sent,
      expiresAt: now + policy.enrolmentLifetime * 1000,
    };
    return sendCode(
      deps,
      user,
      {
        to: number,
        sealedNumber: pending.number,
        numberHash: hashNumber(keys, number),
        channel,
        locale: localeOf(deps, headers, body.locale),
        code,
        sent,
        requestedAt: now,
      },
      afterStepUp(stepUp, caller, (current) => requestCode(current, { pending }, policy, now)),
    );
  };

const store = table();

export const handler = serve(
  startPhone,
  serving(),
  start({
    ...core(store),
    ...withKeys(),
    ...withAssertionKeys(),
    ...withMessaging(process.env, store, withLocale()),
    numbers: numberRulesFrom(process.env),
  }),
);
