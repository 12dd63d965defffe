/** Factors whose codes the tests know, under keys that everybody knows. */

import { newBackupCodes } from '../../../shared/domain/backup-codes.ts';
import type { TimeStep, UserId } from '../../../shared/domain/brand.ts';
import type { Channel } from '../../../shared/domain/method.ts';
import { newSentCode } from '../../../shared/domain/sent-code.ts';
import { timeStep, totpCode } from '../../../shared/domain/totp.ts';
import { keyRingOf, seededRandom } from './key-ring.ts';
import { KIM, NOW, policy } from './users.ts';

export const keys = keyRingOf([1]);

const SECRET = new Uint8Array(20).fill(7);
/** Kim's secret, as the record has it. */
export const SEALED_SECRET = keys.seal('totp-secret', KIM, SECRET);
/** What Kim's app shows at this time. */
export const appCode = (at: number = NOW): string => totpCode(SECRET, timeStep(at));
export const stepAt = (at: number): TimeStep => timeStep(at);

/** Six digits that are no code of the app around this time. */
export function wrongAppCode(at: number = NOW): string {
  const right = [-1, 0, 1].map((drift) => totpCode(SECRET, (timeStep(at) + drift) as TimeStep));
  return ['000000', '000001', '000002', '000003'].find((code) => !right.includes(code)) ?? '';
}

/** A code that was sent to Kim for this purpose, and what is stored of it. */
export const sentTo = (purpose: string, channel: Channel = 'sms', seed = 5) =>
  newSentCode({ userId: KIM, purpose, channel }, { random: seededRandom(seed), keys, policy, now: NOW });

/** Six digits that are not those of the code. */
export const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');

/** Ten backup codes, shown and stored. */
export const backupCodeSet = (userId: UserId = KIM, seed = 9) =>
  newBackupCodes(userId, { random: seededRandom(seed), keys, count: policy.backupCodeCount, now: NOW });
