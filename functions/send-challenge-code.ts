/** POST /v1/challenges/{challengeId}/code: the code of a sign-in or step-up, by text or call. */

import { sendChallengeCode } from '../shared/contract/operations/send-challenge-code.ts';
import { checkChallenge } from '../shared/domain/challenge.ts';
import { requestCode } from '../shared/domain/code-request.ts';
import { refusal } from '../shared/domain/refusal.ts';
import { err } from '../shared/domain/result.ts';
import { refuse, refuseWith } from '../shared/domain/user.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import {
  type Core,
  core,
  serving,
  table,
  type WithKeys,
  withKeys,
  withLocale,
} from './common/dependencies.ts';
import { localeOf } from './common/locale.ts';
import { type Messaging, withMessaging } from './common/messaging.ts';
import { newSentCode } from './common/new-code.ts';
import { hashNumber, openNumber } from './common/numbers.ts';
import { openChallenge } from './common/open-challenge.ts';
import { sendCode } from './common/send-code.ts';

export const send =
  (deps: Core & WithKeys & Messaging): Handle<typeof sendChallengeCode> =>
  async ({ caller, params, body, headers }) => {
    const { users, policy, clock } = deps;
    const { channel } = body;
    const [user, keys] = await Promise.all([users.load(caller.userId), deps.keys()]);
    const decoded = openChallenge(keys, params.challengeId, caller);
    if (!decoded.ok) return decoded;
    const challenge = decoded.value;
    const now = clock.now();
    const closed = checkChallenge(user, challenge, policy, now);
    if (closed !== undefined) return err(closed);
    const { factor } = user;
    if (factor?.method !== 'phone' || !factor.channels.includes(channel)) {
      return err(refusal('method_not_available'));
    }
    const number = openNumber(keys, caller.userId, factor.number);
    const purpose = challenge.nonce;
    const { code, sent } = newSentCode(deps, keys, { userId: caller.userId, purpose, channel, now });
    return sendCode(
      deps,
      user,
      {
        to: number,
        sealedNumber: factor.number,
        numberHash: hashNumber(keys, number),
        channel,
        locale: localeOf(deps, headers, body.locale),
        code,
        sent,
        requestedAt: now,
      },
      (current) => {
        const refused = checkChallenge(current, challenge, policy, now);
        if (refused !== undefined) return refuse(refused);
        const sameNumber = current.factor?.method === 'phone' && current.factor.number === factor.number;
        if (!sameNumber) return refuseWith('method_not_available');
        return requestCode(current, { sentCode: { ...sent, challenge: purpose } }, policy, now);
      },
    );
  };

const store = table();

export const handler = serve(
  sendChallengeCode,
  serving(),
  send({ ...core(store), ...withKeys(), ...withMessaging(process.env, store, withLocale()) }),
);
