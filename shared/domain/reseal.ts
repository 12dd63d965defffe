/**
 * What is sealed under an old root key is sealed anew under the one in use, in a write that is made anyway: so an old
 * key is needed by fewer users with every sign-in, and at last by none.
 */

import type { Sealed } from './brand.ts';
import { keyVersionOf } from './key-version.ts';
import type { KeyRing, SealPurpose } from './ports/key-ring.ts';
import type { BackupCodes, Contact, Factor, User } from './user.ts';

/** The user with everything that lasts under the key in use; the same one where it is. */
export function reseal(user: User, keys: KeyRing): User {
  const { id, factor, backupCodes, contact } = user;
  const [inUse] = keys.versions;

  /** What is under a key that cannot be had now stays as it is: a right code counts all the same. */
  function isOld(value: Sealed): boolean {
    const version = keyVersionOf(value);
    return version !== inUse && keys.versions.includes(version);
  }
  const anew = (purpose: SealPurpose, value: Sealed): Sealed =>
    keys.seal(purpose, id, keys.open(purpose, id, value));

  function factorAnew(old: Factor): Factor {
    if (old.method === 'totp') return { ...old, secret: anew('totp-secret', old.secret) };
    return { ...old, number: anew('phone-number', old.number) };
  }
  function contactAnew(old: Contact): Contact {
    const email = Buffer.from(keys.open('email', id, old.email)).toString();
    return {
      ...old,
      email: keys.seal('email', id, Buffer.from(email)),
      emailHash: keys.hash('email', [id, email]),
    };
  }

  const sealed = factor?.method === 'totp' ? factor.secret : factor?.number;
  const changed: Partial<Pick<User, 'factor' | 'backupCodes' | 'contact'>> = {
    ...(factor !== undefined && sealed !== undefined && isOld(sealed) && { factor: factorAnew(factor) }),
    ...(backupCodes?.key !== undefined &&
      isOld(backupCodes.key) && {
        backupCodes: { ...backupCodes, key: anew('backup-codes', backupCodes.key) } satisfies BackupCodes,
      }),
    ...(contact !== undefined && isOld(contact.email) && { contact: contactAnew(contact) }),
  };
  return Object.keys(changed).length === 0 ? user : { ...user, ...changed };
}
