/** POST /v1/2fa/totp: a new secret for an authenticator app, in force once a code proves that it arrived. */

import QRCode from 'qrcode';
import type { UseCase } from '../../contract/operation.ts';
import type { startTotp as operation } from '../../contract/operations/start-totp.ts';
import { isoTime } from '../../contract/time.ts';
import { startApp } from '../../domain/enrolment.ts';
import { ok } from '../../domain/result.ts';
import { stepUpMissing } from '../../domain/step-up.ts';
import { base32Secret, keyUri, TOTP, TOTP_SECRET_BYTES } from '../../domain/totp.ts';
import type { PendingTotp } from '../../domain/user.ts';
import type { Core, WithAssertionKeys, WithKeys } from '../dependencies.ts';
import { stepUpClaims } from '../step-up.ts';
import { update } from '../update.ts';

/** `issuer`: how the authenticator app names the account's provider. */
type Dependencies = Core & WithKeys & WithAssertionKeys & { readonly issuer: string };

export const startTotp =
  (deps: Dependencies): UseCase<typeof operation> =>
  async ({ caller, headers }) => {
    const { users, policy, clock, random } = deps;
    const [read, keys] = await Promise.all([users.load(caller.userId), deps.keys()]);
    const stepUp = await stepUpClaims(deps, read, headers);
    const now = clock.now();
    const secret = random.bytes(TOTP_SECRET_BYTES);
    const pending: PendingTotp = {
      method: 'totp',
      id: random.id(),
      ...(caller.sid !== undefined && { sid: caller.sid }),
      secret: keys.seal('totp-secret', caller.userId, secret),
      expiresAt: now + policy.enrolmentLifetime * 1000,
    };
    const started = await update(
      deps,
      read,
      (user) => stepUpMissing(user, stepUp, caller) ?? startApp(user, pending, { policy, now }),
    );
    if (!started.ok) return started;
    const otpauthUri = keyUri(secret, deps.issuer, caller.email ?? caller.userId);
    return ok({
      secret: base32Secret(secret),
      otpauthUri,
      qrCode: await drawQrCode(otpauthUri),
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
