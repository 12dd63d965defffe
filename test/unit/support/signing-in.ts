/** Kim signing in with a second factor: by app, text, call or backup code. */

import type { Caller } from '../../../shared/domain/caller.ts';
import type { ChallengePurpose } from '../../../shared/domain/event.ts';
import type { User } from '../../../shared/domain/user.ts';
import { sendChallengeCode } from '../../../shared/operations/sign-in/send-challenge-code.ts';
import { verifyChallenge } from '../../../shared/operations/sign-in/verify-challenge.ts';
import { wrongCodes } from './authenticator.ts';
import { app, BACKUP_CODE, caller, request, WRONG_BACKUP_CODE, withApp, withPhone, world } from './world.ts';

export const WAYS = ['app', 'text', 'call', 'backup code'] as const;
export type Way = (typeof WAYS)[number];
/** Those whose code can be guessed. */
export const GUESSABLE = ['app', 'text', 'call'] as const satisfies readonly Way[];

export const METHOD_OF = {
  app: 'totp',
  text: 'phone',
  call: 'phone',
  'backup code': 'backup_code',
} as const;

export type SigningIn = ReturnType<typeof signingIn>;

export function signingIn(user: User = withApp()) {
  const all = world(user);
  return {
    ...all,
    verify: (
      challengeId: string,
      method: (typeof METHOD_OF)[Way],
      code: string,
      { by = caller as Caller, headers = {} } = {},
    ) =>
      verifyChallenge(all.deps)({ ...request(by, headers), params: { challengeId }, body: { method, code } }),
  };
}

/** A challenge that can be answered in this way; nothing of how it came to be is noted. */
export async function askedFor(
  way: Way,
  { purpose = 'sign_in' as ChallengePurpose, by = caller, parts = {} as Partial<User> } = {},
) {
  const byPhone = way === 'text' || way === 'call';
  const all = signingIn(byPhone ? withPhone(parts) : withApp(parts));
  const id = await all.challenge(purpose, by);
  if (byPhone) {
    const body = { channel: way === 'text' ? 'sms' : 'call' } as const;
    const sent = await sendChallengeCode(all.deps)({ ...request(by), params: { challengeId: id }, body });
    if (!sent.ok) throw new Error(`No code was sent: ${sent.error.code}`);
  }
  all.forgetCalls();
  const rightCode = (): string => {
    if (way === 'backup code') return BACKUP_CODE;
    return byPhone ? all.sentCode() : app.codeAt(all.clock.now());
  };
  const wrong = (count: number): readonly string[] => {
    if (way === 'backup code') return Array.from({ length: count }, () => WRONG_BACKUP_CODE);
    return byPhone ? wrongCodes(count, all.sentCode()) : app.wrongCodes(all.clock.now(), count);
  };
  const wrongCode = () => wrong(1)[0] ?? '';
  return {
    ...all,
    id,
    rightCode,
    wrongCode,
    wrongCodes: wrong,
    /** Tries the code on the challenge. */
    answer: (
      code = rightCode(),
      as: { readonly by?: Caller; readonly headers?: Record<string, string> } = {},
    ) => all.verify(id, METHOD_OF[way], code, { by, ...as }),
  };
}
