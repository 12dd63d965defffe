/** Reads the challenge of an id, whichever version of the key it was issued under. */

import { type Asker, type Challenge, decodeChallenge } from '../../domain/challenge.ts';
import type { KeyRing } from '../../domain/ports/key-ring.ts';
import { type Refusal, refusal } from '../../domain/refusal.ts';
import { err, type Result } from '../../domain/result.ts';

export function openChallenge(keys: KeyRing, id: string, asker: Asker): Result<Challenge, Refusal> {
  for (const version of keys.versions) {
    const challenge = decodeChallenge(id, asker, (parts) => keys.mac('challenge', parts, version));
    if (challenge.ok) return challenge;
  }
  return err(refusal('challenge_not_found'));
}
