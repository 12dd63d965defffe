/** Kim setting a second factor up, as far as the code that proves it: an app, or a phone by text or call. */

import type { Caller } from '../../../shared/domain/caller.ts';
import { base32Secret, TOTP_SECRET_BYTES } from '../../../shared/domain/totp.ts';
import type { PendingTotp, User } from '../../../shared/domain/user.ts';
import { confirmPhone } from '../../../shared/operations/enrolment/confirm-phone.ts';
import { confirmTotp } from '../../../shared/operations/enrolment/confirm-totp.ts';
import { startPhone } from '../../../shared/operations/enrolment/start-phone.ts';
import { authenticator, wrongCodes } from './authenticator.ts';
import { KIM, kim, MINUTE, NOW, PHONE } from './users.ts';
import { caller, KEYS, request, world } from './world.ts';

export const ENROLMENTS = ['app', 'text', 'call'] as const;
export type Enrolment = (typeof ENROLMENTS)[number];

interface Options {
  readonly user?: User;
  readonly by?: Caller;
  readonly phoneNumber?: string;
}

/** Everything but the confirmation is done, with a step-up where one is due; nothing of it is noted. */
export async function enrolling(
  way: Enrolment,
  { user = kim(), by = caller, phoneNumber = PHONE }: Options = {},
) {
  const all = world(user);
  const stepUp = await all.stepUp(by);
  const codes = way === 'app' ? ofApp() : await ofPhone(way);
  all.forgetCalls();
  const confirm = way === 'app' ? confirmTotp(all.deps) : confirmPhone(all.deps);
  const landed = all.users.landed();
  const signed = all.signer.signed.length;
  return {
    ...all,
    ...codes,
    /** An assertion from before the switch, if it is one. */
    stepUpBefore: stepUp,
    confirm: (
      code = codes.rightCode(),
      as: { readonly by?: Caller; readonly headers?: Record<string, string> } = {},
    ) => confirm({ ...request(as.by ?? by, as.headers), body: { code } }),
    /** Writes since the enrolment was started. */
    landedSince: () => all.users.landed() - landed,
    /** What was signed since then. */
    signedSince: () => all.signer.signed.slice(signed),
  };

  /** As the use case leaves it; drawing a QR code for each test would take most of the time. */
  function ofApp() {
    const secret = new Uint8Array(TOTP_SECRET_BYTES).fill(9);
    const pending: PendingTotp = {
      method: 'totp',
      id: 'pending',
      ...(by.sid !== undefined && { sid: by.sid }),
      secret: KEYS.seal('totp-secret', KIM, secret),
      expiresAt: NOW + 10 * MINUTE,
    };
    all.users.put({ ...all.users.kim(), pending });
    const { codeAt, wrongCodes } = authenticator(base32Secret(secret));
    return {
      rightCode: () => codeAt(all.clock.now()),
      wrongCode: () => wrongCodes(all.clock.now(), 1)[0] ?? '',
    };
  }

  async function ofPhone(carrier: 'text' | 'call') {
    const channel = carrier === 'text' ? 'sms' : 'call';
    const answer = await startPhone(all.deps)({ ...request(by, stepUp), body: { phoneNumber, channel } });
    if (!answer.ok) throw new Error(`No code was sent: ${answer.error.code}`);
    return { rightCode: all.sentCode, wrongCode: () => wrongCodes(1, all.sentCode())[0] ?? '' };
  }
}
