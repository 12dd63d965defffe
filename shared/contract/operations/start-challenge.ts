/** Contract of POST /v1/challenges. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import { phone } from '../phone.ts';
import { proofMethod } from '../proof-method.ts';
import { assertion } from '../schema.ts';
import { time } from '../time.ts';

/** 2FA is enabled: the sign-in, or the step-up, has to be proved. */
export const challenge = z.strictObject({
  decision: z.literal('challenge'),
  challengeId: z.string(),
  methods: z.array(proofMethod),
  phone: z.optional(phone),
  expiresAt: time,
});

/** How a second factor can be set up. */
export const enrolmentOption = z.enum(['totp', 'sms', 'call']);

/** 2FA is not enabled, and the user is to be prompted. */
export const enrolmentPrompt = z.strictObject({
  decision: z.literal('enroll'),
  skippable: z.boolean(),
  methods: z.array(enrolmentOption),
});

/** Nothing is asked of this sign-in. */
export const exemption = z.strictObject({
  decision: z.literal('allow'),
  reason: z.enum(['sso', 'api', 'sign_up', 'before_policy_date']),
  assertion,
});

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
    body: z.discriminatedUnion('decision', [challenge, enrolmentPrompt, exemption]),
  },
  problems: ['not_enabled', 'too_many_requests'],
});
