/** Key rings of roots that everybody knows. */

import { createKeyRing } from '../../../shared/adapters/key-ring.ts';
import type { KeyRing } from '../../../shared/domain/ports/key-ring.ts';
import type { Random } from '../../../shared/domain/ports/system.ts';
import { seeded } from './seeded.ts';

/** The whole random source, repeatable. */
export function seededRandom(seed: number): Random {
  const { below, bytes } = seeded(seed);
  return { below, bytes, id: () => Buffer.from(bytes(9)).toString('base64url') };
}

/** @param current the version in use; the highest unless given. */
export const keyRingOf = (versions: readonly number[], current?: number): KeyRing =>
  createKeyRing(
    new Map(versions.map((version) => [version, new Uint8Array(32).fill(version)])),
    seededRandom(1),
    current,
  );
