/** Contract of POST /v1/challenges. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import { assertion, channel, maskedNumber } from '../schema.ts';
import { time } from '../time.ts';

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
