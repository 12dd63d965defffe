/** The telephone in force, as its owner and support are told of it. */

import * as z from 'zod/mini';
import { channel, maskedNumber } from './schema.ts';

/** `channels` are how codes can reach it: a fixed line takes calls only. */
export const phone = z.strictObject({ number: maskedNumber, channels: z.array(channel) });
