/**
 * Sealing and keyed hashing under keys that are stored nowhere.
 *
 * A KMS HMAC key that can't be exported turns its own number into the root, once per execution environment; HKDF
 * (RFC 5869) derives a key for each purpose from it. Everything made with a key names the number, the version, so
 * another KMS key can come into use while the ones before still open what they have sealed.
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
import { keyVersionOf } from '../domain/key-version.ts';
import type { HashPurpose, KeyRing, LoadKeyRing, SealPurpose } from '../domain/ports/key-ring.ts';
import type { Random } from '../domain/ports/system.ts';
import type { RootKey } from '../domain/root-key.ts';
import { Unavailable } from '../domain/unavailable.ts';
import { kmsClient } from './kms.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HASH_BYTES = 16;

/**
 * @param roots the root of each version, 32 bytes; there may be more later.
 * @param current the version in use; the highest unless given.
 * @param missing what is wrong with a version that has no root yet; `undefined` if there is no such version.
 */
export function createKeyRing(
  roots: ReadonlyMap<number, Uint8Array>,
  random: Random,
  current: number = Math.max(...roots.keys()),
  missing: (version: number) => Error | undefined = () => undefined,
): KeyRing {
  // As key objects: with the bare bytes, Node makes one at each use, which takes four times as long as the HMAC.
  const derived = new Map<string, KeyObject>();

  function key(purpose: string, version: number): KeyObject {
    const name = `${version}/${purpose}`;
    const known = derived.get(name);
    if (known !== undefined) return known;
    const root = roots.get(version);
    if (root === undefined) throw missing(version) ?? new Error(`There is no key version ${version}.`);
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
      const version = keyVersionOf(sealed);
      const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url');
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

    get versions() {
      const others = [...roots.keys()].filter((version) => version !== current);
      return [current, ...others.toSorted((one, other) => other - one)];
    },
    has: (version) => roots.has(version) || missing(version) !== undefined,
    mac: (purpose, parts, version = current) => macWith(version, purpose, parts),
    hash: (purpose, parts, version = current) => hashWith(version, purpose, parts),

    matches(purpose, parts, stored) {
      const expected = Buffer.from(hashWith(keyVersionOf(stored), purpose, parts));
      const actual = Buffer.from(stored);
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
  };
}

/**
 * The key ring of this execution environment: each root is asked of KMS once, all at the same time, and again after a
 * failure.
 *
 * Only the one in use has to be there. Whoever needs another one that KMS did not give out, since it is disabled or
 * KMS was busy, gets `Unavailable`, and the next request asks for it again: so an old key that is disabled before
 * it is taken out of the settings is in nobody's way who does not need it.
 * @param keys the one in use first.
 */
export function keyRingFrom(
  keys: readonly RootKey[],
  random: Random,
  client: KMSClient = kmsClient(),
): LoadKeyRing {
  const [inUse] = keys;
  if (inUse === undefined) throw new Error('There is no root key.');
  const roots = new Map<number, Uint8Array>();
  const failures = new Map<number, Error>();
  /** To be asked for by the next request. */
  const wanted = new Set(keys);

  const ring = createKeyRing(roots, random, inUse.version, (version) => {
    const key = keys.find((one) => one.version === version);
    if (key === undefined) return undefined;
    wanted.add(key);
    return new Unavailable('kms', failures.get(version));
  });

  async function ask(key: RootKey): Promise<void> {
    wanted.delete(key);
    try {
      roots.set(key.version, await rootOf(key, client));
    } catch (error) {
      failures.set(key.version, error instanceof Error ? error : new Error('unknown'));
      if (key !== inUse) return;
      wanted.add(key);
      throw new Unavailable('kms', error);
    }
  }

  let asking: Promise<unknown> = Promise.resolve();
  return async () => {
    if (wanted.size > 0) asking = Promise.all([...wanted].map(ask));
    await asking;
    return ring;
  };
}

async function rootOf({ version, arn }: RootKey, client: KMSClient): Promise<Uint8Array> {
  const Message = Buffer.from(`portal-2fa/root/${version}`);
  const { Mac } = await client.send(
    new GenerateMacCommand({ KeyId: arn, MacAlgorithm: 'HMAC_SHA_256', Message }),
  );
  if (Mac === undefined) throw new Error('KMS returned no MAC.');
  return Mac;
}
