/** Operations of a sign-in or step-up. */

import * as z from 'zod/mini';
import { sent } from './enrolment.ts';
import { operation } from './operation.ts';
import { assertion, channel, code, locale, maskedNumber, method, time } from './schema.ts';

/** Ids of challenges are opaque; one of any other form is not found. */
const challengeParams = z.object({ challengeId: z.string() });

export const startChallenge = operation({
  id: 'start-challenge',
  method: 'POST',
  path: '/v1/challenges',
  summary: 'Ask what this sign-in needs, or start a step-up',
  access: 'user',
  body: z.strictObject({
    purpose: z.optional(z.enum(['sign_in', 'step_up'])),
    signUp: z.optional(z.boolean()),
  }),
  reply: {
    status: 200,
    body: z.discriminatedUnion('decision', [
      z.strictObject({
        decision: z.literal('challenge'),
        challengeId: z.string(),
        methods: z.array(z.enum(['totp', 'phone', 'backup_code'])),
        phone: z.optional(z.strictObject({ number: maskedNumber, channels: z.array(channel) })),
        expiresAt: time,
      }),
      z.strictObject({
        decision: z.literal('enroll'),
        skippable: z.boolean(),
        methods: z.array(z.enum(['totp', 'sms', 'call'])),
      }),
      z.strictObject({
        decision: z.literal('allow'),
        reason: z.enum(['sso', 'api', 'sign_up', 'before_policy_date']),
        assertion,
      }),
    ]),
  },
  problems: ['not_enabled'],
});

export const sendChallengeCode = operation({
  id: 'send-challenge-code',
  method: 'POST',
  path: '/v1/challenges/{challengeId}/code',
  summary: 'Send the code by text or call, or send a fresh one',
  access: 'user',
  params: challengeParams,
  body: z.strictObject({ channel, locale: z.optional(locale) }),
  reply: { status: 202, body: sent },
  problems: [
    'challenge_not_found',
    'challenge_expired',
    'challenge_used',
    'method_not_available',
    'too_many_requests',
    'resend_too_soon',
    'delivery_failed',
    'delivery_paused',
  ],
});

/** As typed: normalised before it is compared. */
const backupCode = z
  .string()
  .check(
    z.maxLength(64),
    z.regex(/^[\s-]*(?:[0-9A-TV-Za-tv-z][\s-]*){16}$/, 'must be a backup code of sixteen letters and digits'),
  );

export const verifyChallenge = operation({
  id: 'verify-challenge',
  method: 'POST',
  path: '/v1/challenges/{challengeId}/verify',
  summary: 'Prove the second factor',
  access: 'user',
  params: challengeParams,
  body: z.discriminatedUnion('method', [
    z.strictObject({ method: z.literal('totp'), code }),
    z.strictObject({ method: z.literal('phone'), code }),
    z.strictObject({ method: z.literal('backup_code'), code: backupCode }),
  ]),
  reply: {
    status: 200,
    body: z.strictObject({
      assertion,
      method: z.union([method, z.literal('backup_code')]),
      backupCodesRemaining: z.int(),
    }),
  },
  problems: [
    'challenge_not_found',
    'challenge_expired',
    'challenge_used',
    'method_not_available',
    'nothing_pending',
    'code_expired',
    'wrong_code',
    'too_many_attempts',
    'too_many_requests',
  ],
});
