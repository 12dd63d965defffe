/** Keys of the local KMS and identity provider, kept in a file where the data is kept, else in memory. */

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys that survive a restart when the data is kept: PEM by name, made on first use. */
export interface KeyStore {
  /** RSA 2048 private key in PKCS #8 PEM. */
  rsaPrivateKey(name: string): string;
  /** 32 random bytes, hex. */
  secret(name: string): string;
}

function readKeys(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  const stored: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(Object.entries(stored));
}

/** With a directory, keys survive in its `keys.json`, readable by its owner only. */
export function createKeyStore(directory?: string): KeyStore {
  const file = directory === undefined ? undefined : join(directory, 'keys.json');
  const keys = file === undefined ? new Map<string, string>() : readKeys(file);

  const obtain = (name: string, make: () => string): string => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const made = make();
    keys.set(name, made);
    if (file !== undefined) {
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(keys), null, 2), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    }
    return made;
  };

  return {
    rsaPrivateKey: (name) =>
      obtain(`rsa:${name}`, () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      }),
    secret: (name) => obtain(`secret:${name}`, () => randomBytes(32).toString('hex')),
  };
}
