/** POST /v1/2fa/totp: a new secret for an authenticator app, in force once a code proves that it arrived. */

import QRCode from 'qrcode';
import { startTotp } from '../shared/contract/operations/start-totp.ts';
import { isoTime } from '../shared/contract/time.ts';
import { startPending } from '../shared/domain/enrolment.ts';
import { ok } from '../shared/domain/result.ts';
import { afterStepUp } from '../shared/domain/step-up.ts';
import { base32Secret, keyUri, TOTP, TOTP_SECRET_BYTES } from '../shared/domain/totp.ts';
import type { PendingTotp } from '../shared/domain/user.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import {
  brand,
  type Core,
  core,
  serving,
  type WithKeys,
  withAssertionKeys,
  withKeys,
} from './common/dependencies.ts';
import { stepUpClaims, type WithAssertionKeys } from './common/step-up.ts';

/** `issuer`: how the authenticator app names the account's provider. */
type Dependencies = Core & WithKeys & WithAssertionKeys & { readonly issuer: string };

export const start =
  (deps: Dependencies): Handle<typeof startTotp> =>
  async ({ caller, headers }) => {
    const { users, policy, clock, random } = deps;
    const user = await users.load(caller.userId);
    const stepUp = await stepUpClaims(deps, user, headers);
    const secret = random.bytes(TOTP_SECRET_BYTES);
    const pending: PendingTotp = {
      method: 'totp',
      id: random.id(),
      ...(caller.sid !== undefined && { sid: caller.sid }),
      secret: (await deps.keys()).seal('totp-secret', caller.userId, secret),
      expiresAt: clock.now() + policy.enrolmentLifetime * 1000,
    };
    const otpauthUri = keyUri(secret, deps.issuer, caller.email ?? caller.userId);
    const qrCode = await drawQrCode(otpauthUri);
    const started = await users.update(
      user,
      afterStepUp(stepUp, caller, (current) => startPending(current, pending)),
    );
    if (!started.ok) return started;
    return ok({
      secret: base32Secret(secret),
      otpauthUri,
      qrCode,
      algorithm: TOTP.algorithm,
      digits: TOTP.digits,
      period: TOTP.period,
      expiresAt: isoTime(pending.expiresAt),
    });
  };

/** Medium error correction and a quiet zone of four modules, as ISO/IEC 18004 wants it. */
async function drawQrCode(uri: string): Promise<{ png: string; svg: string }> {
  const options = { errorCorrectionLevel: 'M', margin: 4 } as const;
  const [png, svg] = await Promise.all([
    QRCode.toDataURL(uri, { ...options, scale: 5 }),
    QRCode.toString(uri, { ...options, type: 'svg' }),
  ]);
  return { png, svg };
}

export const handler = serve(
  startTotp,
  serving(),
  start({ ...core(), ...withKeys(), ...withAssertionKeys(), issuer: brand() }),
);
