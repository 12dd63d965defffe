/** Operations on the account's own second factor. */

import * as z from 'zod/mini';
import { operation } from './operation.ts';
import {
  assertion,
  backupCodes,
  channel,
  code,
  empty,
  locale,
  maskedNumber,
  method,
  time,
} from './schema.ts';

export const status = z.strictObject({
  enabled: z.boolean(),
  method: z.nullable(method),
  phone: z.nullable(z.strictObject({ number: maskedNumber, channels: z.array(channel) })),
  enabledAt: z.nullable(time),
  backupCodes: z.nullable(z.strictObject({ remaining: z.int(), generatedAt: time })),
  pending: z.nullable(z.strictObject({ method, expiresAt: time })),
  canDisable: z.boolean(),
});

const enabled = z.strictObject({
  enabled: z.literal(true),
  method,
  backupCodes: z.optional(backupCodes),
  assertion,
});

/** A code on its way. */
export const sent = z.strictObject({
  phone: maskedNumber,
  channel,
  expiresAt: time,
  resendAt: time,
  requestsRemaining: z.int(),
});

export const getStatus = operation({
  id: 'get-status',
  method: 'GET',
  path: '/v1/2fa',
  summary: 'Status of the second factor',
  access: 'user',
  reply: { status: 200, body: status },
  problems: [],
});

export const startTotp = operation({
  id: 'start-totp',
  method: 'POST',
  path: '/v1/2fa/totp',
  summary: 'Start to set up an authenticator app',
  access: 'user',
  stepUp: true,
  body: empty,
  reply: {
    status: 201,
    body: z.strictObject({
      secret: z.string(),
      otpauthUri: z.string(),
      qrCode: z.strictObject({ png: z.string(), svg: z.string() }),
      algorithm: z.literal('SHA1'),
      digits: z.literal(6),
      period: z.literal(30),
      expiresAt: time,
    }),
  },
  problems: [],
});

export const confirmTotp = operation({
  id: 'confirm-totp',
  method: 'POST',
  path: '/v1/2fa/totp/confirm',
  summary: 'Prove the authenticator app and put it in force',
  access: 'user',
  body: z.strictObject({ code }),
  reply: { status: 200, body: enabled },
  problems: ['nothing_pending', 'enrollment_expired', 'wrong_code', 'too_many_attempts', 'too_many_requests'],
});

export const startPhone = operation({
  id: 'start-phone',
  method: 'POST',
  path: '/v1/2fa/phone',
  summary: 'Send a code to a telephone number to set it up, or send a fresh one',
  access: 'user',
  stepUp: true,
  body: z.strictObject({
    phoneNumber: z.string().check(z.minLength(1), z.maxLength(64)),
    channel,
    locale: z.optional(locale),
  }),
  reply: { status: 202, body: sent },
  problems: [
    'invalid_phone_number',
    'phone_number_not_supported',
    'too_many_requests',
    'resend_too_soon',
    'delivery_failed',
    'delivery_paused',
  ],
});

export const confirmPhone = operation({
  id: 'confirm-phone',
  method: 'POST',
  path: '/v1/2fa/phone/confirm',
  summary: 'Prove the telephone number and put it in force',
  access: 'user',
  body: z.strictObject({ code }),
  reply: { status: 200, body: enabled },
  problems: [
    'nothing_pending',
    'enrollment_expired',
    'code_expired',
    'wrong_code',
    'too_many_attempts',
    'too_many_requests',
  ],
});

export const replaceBackupCodes = operation({
  id: 'replace-backup-codes',
  method: 'POST',
  path: '/v1/2fa/backup-codes',
  summary: 'Replace all backup codes',
  access: 'user',
  stepUp: true,
  body: empty,
  reply: { status: 201, body: z.strictObject({ backupCodes }) },
  problems: ['not_enabled'],
});

export const skipEnrolment = operation({
  id: 'skip-enrolment',
  method: 'POST',
  path: '/v1/2fa/skip',
  summary: 'Put the prompt to set up a second factor off',
  access: 'user',
  body: empty,
  reply: { status: 200, body: z.strictObject({ assertion }) },
  problems: ['already_enabled', 'forbidden'],
});

export const turnOff = operation({
  id: 'turn-off',
  method: 'DELETE',
  path: '/v1/2fa',
  summary: 'Turn the second factor off, where the operator allows it',
  access: 'user',
  stepUp: true,
  reply: { status: 204 },
  problems: ['two_factor_cannot_be_disabled', 'not_enabled'],
});
