/** A factor that another provider has proved, and that comes here by the operator's import. */

import { Secret } from 'otpauth';
import type { Millis } from './brand.ts';
import { timeStep } from './totp.ts';
import {
  accept,
  type Factor,
  type PhoneFactor,
  type Step,
  type TotpFactor,
  type User,
  without,
} from './user.ts';

/** As it is sealed for its user; the rest is of the moment of the import. */
export type ImportedFactor =
  | Pick<TotpFactor, 'method' | 'secret'>
  | Pick<PhoneFactor, 'method' | 'number' | 'country' | 'channels'>;

/**
 * Puts the factor in force for a user who has none; one who has keeps the own.
 *
 * Codes of the moment of the import and before are spent: the provider before may have accepted them. There are no
 * backup codes, which cannot be imported; the customer makes some with the factor.
 */
export function importFactor(
  user: User,
  imported: ImportedFactor,
  now: Millis,
): Step<'imported' | 'present'> {
  if (user.factor !== undefined) return { result: { ok: true, value: 'present' } };
  const factor: Factor =
    imported.method === 'totp'
      ? { ...imported, lastStep: timeStep(now), enabledAt: now }
      : { ...imported, enabledAt: now };
  return accept(
    {
      ...without(user, 'pending', 'sentCode', 'exempt'),
      factor,
      factorVersion: user.version,
      events: [...user.events, { type: 'FactorImported', method: factor.method, at: now }],
    },
    'imported',
  );
}

/** Below it a secret can be guessed from a few codes that were overheard. RFC 4226 §4 R6 asks for 128. */
export const LEAST_SECRET_BITS = 80;
const MOST_SECRET_BITS = 1024;

/**
 * The bytes of a secret in base32 (RFC 4648 §6), as people and providers write it: case, spaces, hyphens and padding
 * do not matter. `undefined` for what is none, or none of a length that makes sense.
 */
export function readSecret(text: string): Uint8Array | undefined {
  const letters = text.replace(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
  if (!/^[A-Z2-7]+$/.test(letters)) return undefined;
  const bits = letters.length * 5;
  if (bits < LEAST_SECRET_BITS || bits > MOST_SECRET_BITS) return undefined;
  return Secret.fromBase32(letters).bytes;
}
