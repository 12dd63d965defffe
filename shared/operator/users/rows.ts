/**
 * The users in the operator's file, one JSON object a line: `{"sub": …, "totp": {"secret": …}}` or
 * `{"sub": …, "phone": "+1…"}`. A secret or number is sealed as soon as it is read, and no fault quotes a line.
 */

import * as z from 'zod/mini';
import { identifier } from '../../contract/schema.ts';
import type { Sealed, UserId } from '../../domain/brand.ts';
import { type ImportedFactor, readSecret } from '../../domain/imported-factor.ts';
import { type OfferedMethod, usableChannels } from '../../domain/method.ts';
import { channelsOf, type NumberRules, parsePhoneNumber } from '../../domain/phone-number.ts';
import type { SealPurpose } from '../../domain/ports/key-ring.ts';
import { TOTP } from '../../domain/totp.ts';

export type ImportRow = { readonly line: number } & (
  | {
      readonly userId: UserId;
      readonly factor: ImportedFactor;
      /** Whether the secret has less than the 128 bits that RFC 4226 asks for. */
      readonly short: boolean;
    }
  | { readonly fault: string }
);

export interface ReadOptions {
  readonly seal: (purpose: SealPurpose, userId: UserId, plain: Uint8Array) => Sealed;
  readonly numbers: NumberRules;
  /** What the service offers: who has another method could not sign in. */
  readonly methods: readonly OfferedMethod[];
}

const row = z.strictObject({
  sub: identifier,
  totp: z.optional(
    z.strictObject({
      secret: z.string(),
      algorithm: z.optional(z.string()),
      digits: z.optional(z.number()),
      period: z.optional(z.number()),
    }),
  ),
  phone: z.optional(z.string()),
});

/** Reads line by line, whatever the size; one that makes no sense comes as a fault, which says why. */
export async function* readRows(
  lines: AsyncIterable<string>,
  options: ReadOptions,
): AsyncGenerator<ImportRow> {
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const content = line === 1 ? text.replace(/^\ufeff/, '') : text;
    if (content.trim() !== '') yield { line, ...readRow(content, options) };
  }
}

type Read = ImportRow extends infer Row ? (Row extends unknown ? Omit<Row, 'line'> : never) : never;

function readRow(text: string, options: ReadOptions): Read {
  const parsed = row.safeParse(jsonOf(text));
  if (!parsed.success) return { fault: faultOf(parsed.error.issues[0]) };
  const { sub, totp, phone } = parsed.data;
  const userId = sub as UserId;
  if (totp !== undefined && phone === undefined) return readTotp(userId, totp, options);
  if (phone !== undefined && totp === undefined) return readPhone(userId, phone, options);
  return { fault: 'it must have totp or phone, and not both' };
}

/** `undefined` for what is no JSON: the parser's own message quotes it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In words of ours, at most with the name of a field that we know. */
function faultOf(issue: z.core.$ZodIssue | undefined): string {
  const at = issue === undefined || issue.path.length === 0 ? '' : ` in ${issue.path.join('.')}`;
  if (issue?.code === 'unrecognized_keys') return `there is an unknown field${at}`;
  if (at !== '') return `something is missing or of the wrong type${at}`;
  return 'it is no JSON object with sub, and totp or phone';
}

type Totp = NonNullable<z.output<typeof row>['totp']>;

function readTotp(userId: UserId, totp: Totp, { seal, methods }: ReadOptions): Read {
  if (!methods.includes('totp')) return { fault: 'the settings offer no authenticator apps' };
  const { algorithm = 'SHA1', digits = TOTP.digits, period = TOTP.period } = totp;
  if (!/^sha-?1$/i.test(algorithm) || digits !== TOTP.digits || period !== TOTP.period) {
    return { fault: 'only codes of SHA-1, 6 digits and 30 seconds can be taken over' };
  }
  const secret = readSecret(totp.secret);
  if (secret === undefined) return { fault: 'the secret is no base32 of 80 to 1024 bits' };
  const factor = { method: 'totp', secret: seal('totp-secret', userId, secret) } as const;
  return { userId, factor, short: secret.length * 8 < 128 };
}

function readPhone(userId: UserId, phone: string, { seal, numbers, methods }: ReadOptions): Read {
  const texts = parsePhoneNumber(phone, { ...numbers, channel: 'sms' });
  const reached = texts.ok ? texts : parsePhoneNumber(phone, { ...numbers, channel: 'call' });
  if (!reached.ok) {
    return {
      fault:
        reached.error === 'invalid_phone_number'
          ? 'the telephone number is not valid'
          : 'codes cannot be sent to this kind of telephone number, or not to its country',
    };
  }
  const { number, country } = reached.value;
  const channels = channelsOf(number, numbers);
  if (usableChannels(channels, methods).length === 0) {
    return { fault: 'the settings offer neither texts nor calls to this telephone number' };
  }
  const factor = {
    method: 'phone',
    number: seal('phone-number', userId, Buffer.from(number)),
    country,
    channels,
  } as const;
  return { userId, factor, short: false };
}
