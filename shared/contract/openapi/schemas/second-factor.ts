/** The caller's own second factor. */

import { confirmation, enabled } from '../../enabled.ts';
import { replaceBackupCodes } from '../../operations/replace-backup-codes.ts';
import { skipEnrolment } from '../../operations/skip-enrolment.ts';
import { startPhone } from '../../operations/start-phone.ts';
import { qrCode, startTotp } from '../../operations/start-totp.ts';
import { sent } from '../../sent.ts';
import { backupCodeCount, pendingEnrolment, status } from '../../status.ts';
import { described, type Schemas } from '../described.ts';
import { LOCALE, MASKED_NUMBER, STATUS_FIELDS } from './phrases.ts';

export const SECOND_FACTOR = {
  Status: described(status, "A user's second factor.", STATUS_FIELDS),
  BackupCodeCount: described(backupCodeCount, 'How many backup codes are left.', {
    remaining: 'Codes not used yet.',
    generatedAt: 'When the set was made.',
  }),
  PendingEnrollment: described(pendingEnrolment, 'A factor that is being set up.', {
    method: 'The method that is being set up.',
    expiresAt: 'Until when it can be confirmed.',
  }),
  TotpEnrollment: described(startTotp.reply.body, 'What an authenticator app needs; shown this once.', {
    secret: 'The shared secret in base32, to be typed where no picture can be scanned.',
    otpauthUri: 'Key URI, which a link on the device itself can open.',
    qrCode: 'The key URI as a QR code.',
    algorithm: 'Hash of RFC 6238.',
    digits: 'Digits of a code.',
    period: 'Seconds for which a code is shown.',
    expiresAt: 'Until when the app can be confirmed.',
  }),
  QrCode: described(qrCode, 'A QR code in two formats.', {
    png: '`data:` URL of a PNG.',
    svg: 'SVG markup.',
  }),
  StartPhoneRequest: described(startPhone.body, 'The telephone to set up.', {
    phoneNumber: 'International, or national of the default country; spaces and punctuation do not matter.',
    channel: 'How the code is sent. A mobile number takes both, a fixed line calls only.',
    locale: LOCALE,
  }),
  CodeSent: described(sent, 'A code is on its way.', {
    phone: MASKED_NUMBER,
    channel: 'How the code was sent.',
    expiresAt: 'Until when the code is accepted.',
    resendAt: 'From when on another code can be requested.',
    requestsRemaining: "Codes that can still be requested in the day's window.",
  }),
  ConfirmRequest: described(confirmation, 'Proof of the factor that is being set up.', {
    code: 'Six digits, from the app or as sent.',
  }),
  Enabled: described(enabled, 'The factor is in force.', {
    enabled: 'Always true.',
    method: 'The method in force.',
    backupCodes: 'Only with the first factor; a change of method keeps the codes.',
    assertion: 'Outcome `verified`, purpose `enrollment`.',
  }),
  NewBackupCodes: described(replaceBackupCodes.reply.body, 'The new set; the old codes are void.', {
    backupCodes: 'Shown this once.',
  }),
  Skipped: described(skipEnrolment.reply.body, 'The prompt is put off.', {
    assertion: 'Outcome `skipped`.',
  }),
} as const satisfies Schemas;
