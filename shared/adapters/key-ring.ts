/**
 * Sealing and keyed hashing under keys that are stored nowhere.
 *
 * A KMS HMAC key that can't be exported turns a purpose and version into the root, once per execution
 * environment; HKDF (RFC 5869) derives a key for each purpose from it. Everything made with a key names the
 * root's version, so a new version can come into use while the old ones still open what they have sealed.
 */

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { KeyedHash, Sealed, UserId } from '../domain/brand.ts';
import type { HashPurpose, KeyRing, LoadKeyRing, SealPurpose } from '../domain/ports/key-ring.ts';
import type { Random } from '../domain/ports/system.ts';
import { available } from '../domain/unavailable.ts';
import { kmsClient } from './kms.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HASH_BYTES = 16;

/**
 * @param roots the root of each version, 32 bytes.
 * @param current the version in use; the highest unless given.
 */
export function createKeyRing(
  roots: ReadonlyMap<number, Uint8Array>,
  random: Random,
  current: number = Math.max(...roots.keys()),
): KeyRing {
  // As key objects: with the bare bytes, Node makes one at each use, which takes four times as long as the HMAC.
  const derived = new Map<string, KeyObject>();

  function key(purpose: string, version: number): KeyObject {
    const name = `${version}/${purpose}`;
    const known = derived.get(name);
    if (known !== undefined) return known;
    const root = roots.get(version);
    if (root === undefined) throw new Error(`There is no key version ${version}.`);
    const fresh = createSecretKey(Buffer.from(hkdfSync('sha256', root, '', `portal-2fa/${purpose}`, 32)));
    derived.set(name, fresh);
    return fresh;
  }

  function macWith(version: number, purpose: HashPurpose, parts: readonly (string | Uint8Array)[]): Buffer {
    const hmac = createHmac('sha256', key(`hash/${purpose}`, version));
    for (const part of parts) {
      const bytes = Buffer.from(part);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      hmac.update(length).update(bytes);
    }
    return hmac.digest();
  }

  const hashWith = (version: number, purpose: HashPurpose, parts: readonly string[]): KeyedHash =>
    `${version}.${macWith(version, purpose, parts).subarray(0, HASH_BYTES).toString('base64url')}` as KeyedHash;

  const boundTo = (purpose: SealPurpose, userId: UserId) => Buffer.from(`${purpose}\0${userId}`);

  return {
    seal(purpose, userId, plain) {
      const nonce = random.bytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key(`seal/${purpose}`, current), nonce);
      cipher.setAAD(boundTo(purpose, userId));
      const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      return `${current}.${sealed.toString('base64url')}` as Sealed;
    },

    open(purpose, userId, sealed) {
      const { version, bytes } = versioned(sealed);
      const decipher = createDecipheriv(
        'aes-256-gcm',
        key(`seal/${purpose}`, version),
        bytes.subarray(0, NONCE_BYTES),
        { authTagLength: TAG_BYTES },
      );
      decipher.setAAD(boundTo(purpose, userId));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    },

    versions: [current, ...[...roots.keys()].filter((version) => version !== current)],
    mac: (purpose, parts, version = current) => macWith(version, purpose, parts),
    hash: (purpose, parts, version = current) => hashWith(version, purpose, parts),

    matches(purpose, parts, stored) {
      const expected = Buffer.from(hashWith(versioned(stored).version, purpose, parts));
      const actual = Buffer.from(stored);
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
  };
}

function versioned(value: string): { version: number; bytes: Buffer } {
  const dot = value.indexOf('.');
  return { version: Number(value.slice(0, dot)), bytes: Buffer.from(value.slice(dot + 1), 'base64url') };
}

/**
 * The key ring of this execution environment: asked of KMS once, and again after a failure.
 *
 * It knows one version beyond the one in use: while a deployment raises the version, functions that were not
 * updated yet can read what updated ones have made, and after a rollback all of them still can.
 * @param inUse the version in use, from 1 on.
 */
export function keyRingFrom(
  keyId: string,
  inUse: number,
  random: Random,
  client: KMSClient = kmsClient(),
): LoadKeyRing {
  async function root(version: number): Promise<[number, Uint8Array]> {
    const Message = Buffer.from(`portal-2fa/root/${version}`);
    const { Mac } = await client.send(
      new GenerateMacCommand({ KeyId: keyId, MacAlgorithm: 'HMAC_SHA_256', Message }),
    );
    if (Mac === undefined) throw new Error('KMS returned no MAC.');
    return [version, Mac];
  }

  let ring: Promise<KeyRing> | undefined;
  const ask = async () => {
    const roots = Array.from({ length: inUse + 1 }, (_, index) => root(index + 1));
    return createKeyRing(new Map(await available('kms', () => Promise.all(roots))), random, inUse);
  };
  return () => {
    ring ??= ask().catch((error) => {
      ring = undefined;
      throw error;
    });
    return ring;
  };
}
