/** Contract of POST /v1/challenges/{challengeId}/verify. */

import * as z from 'zod/mini';
import { challengeParams } from '../challenge-params.ts';
import { operation } from '../operation.ts';
import { proofMethod } from '../proof-method.ts';
import { assertion, code } from '../schema.ts';

/** As typed: normalised before it is compared. */
const backupCode = z
  .string()
  .check(
    z.maxLength(64),
    z.regex(/^[\s-]*(?:[0-9A-TV-Za-tv-z][\s-]*){16}$/, 'must be a backup code of sixteen letters and digits'),
  );

export const totpProof = z.strictObject({ method: z.literal('totp'), code });
export const phoneProof = z.strictObject({ method: z.literal('phone'), code });
export const backupCodeProof = z.strictObject({ method: z.literal('backup_code'), code: backupCode });

export const verifyChallenge = operation({
  id: 'verify-challenge',
  method: 'POST',
  path: '/v1/challenges/{challengeId}/verify',
  summary: 'Prove the second factor',
  access: 'user',
  tries: 'as_named',
  params: challengeParams,
  body: z.discriminatedUnion('method', [totpProof, phoneProof, backupCodeProof]),
  reply: {
    status: 200,
    body: z.strictObject({
      assertion,
      method: proofMethod,
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
