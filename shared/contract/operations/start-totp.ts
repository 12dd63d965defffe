/** Contract of POST /v1/2fa/totp. */

import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import { empty } from '../schema.ts';
import { time } from '../time.ts';

/** The key URI as a picture, in two formats. */
export const qrCode = z.strictObject({ png: z.string(), svg: z.string() });

export const startTotp = operation({
  id: 'start-totp',
  method: 'POST',
  path: '/v1/2fa/totp',
  summary: 'Start to set up an authenticator app',
  access: 'user',
  stepUp: true,
  offeredWith: ['totp'],
  body: empty,
  reply: {
    status: 201,
    body: z.strictObject({
      secret: z.string(),
      otpauthUri: z.string(),
      qrCode,
      algorithm: z.literal('SHA1'),
      digits: z.literal(6),
      period: z.literal(30),
      expiresAt: time,
    }),
  },
  problems: ['too_many_requests'],
});
