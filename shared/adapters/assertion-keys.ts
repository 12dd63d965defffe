/** Checks assertions, and shows the key that does: the public half of the signing key. */

import { createPublicKey, type KeyObject } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { AssertionClaims, AssertionSettings } from '../domain/assertion.ts';
import type { AssertionKeys } from '../domain/ports/assertions.ts';
import { available } from '../domain/unavailable.ts';
import { kmsClient } from './kms.ts';
import { kidOf } from './signer.ts';

export function createAssertionKeys(
  keyArn: string,
  { issuer, audience }: AssertionSettings,
  client: KMSClient = kmsClient(),
): AssertionKeys {
  let key: Promise<KeyObject> | undefined;
  const ask = async () => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyArn }));
    return createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
  };
  const publicKey = () => {
    key ??= available('kms', ask).catch((error) => {
      key = undefined;
      throw error;
    });
    return key;
  };

  return {
    async jwk() {
      const { n = '', e = '' } = (await publicKey()).export({ format: 'jwk' });
      return { kty: 'RSA', use: 'sig', alg: 'RS256', kid: kidOf(keyArn), n, e };
    },
    async verify(assertion, now) {
      const verifyingKey = await publicKey();
      // Loaded here because only a step-up needs it.
      const { jwtVerify } = await import('jose/jwt/verify');
      try {
        const { payload } = await jwtVerify<AssertionClaims>(assertion, verifyingKey, {
          algorithms: ['RS256'],
          issuer,
          audience,
          currentDate: new Date(now),
        });
        return payload as AssertionClaims;
      } catch {
        return undefined;
      }
    },
  };
}
