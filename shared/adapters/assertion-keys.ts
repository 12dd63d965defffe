/** Checks assertions, and shows the keys that do: the public halves of the signing keys. */

import { createPublicKey, type KeyObject } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { AssertionClaims, AssertionSettings } from '../domain/assertion.ts';
import type { AssertionKeys, PublicJwk } from '../domain/ports/assertions.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { kmsClient } from './kms.ts';
import { kidOf } from './signer.ts';

/** @param keyArns the key that signs, and while it is being changed the one before it or after it. */
export function createAssertionKeys(
  keyArns: readonly string[],
  { issuer, audience }: AssertionSettings,
  client: KMSClient = kmsClient(),
): AssertionKeys {
  const known = new Map<string, Promise<KeyObject>>();
  const ask = async (keyArn: string) => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyArn }));
    return createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
  };
  const publicKey = (keyArn: string) => {
    const key =
      known.get(keyArn) ??
      available('kms', () => ask(keyArn)).catch((error) => {
        known.delete(keyArn);
        throw error;
      });
    known.set(keyArn, key);
    return key;
  };
  const jwk = async (keyArn: string): Promise<PublicJwk> => {
    const { n = '', e = '' } = (await publicKey(keyArn)).export({ format: 'jwk' });
    return { kty: 'RSA', use: 'sig', alg: 'RS256', kid: kidOf(keyArn), n, e };
  };
  const keyNamed = (kid: string | undefined) => {
    const keyArn = keyArns.find((one) => kidOf(one) === kid);
    if (keyArn === undefined) throw new Error('No key of this service has this name.');
    return publicKey(keyArn);
  };

  return {
    jwks: () => Promise.all(keyArns.map(jwk)),
    async verify(assertion, now) {
      // Loaded here because only a step-up needs it.
      const { jwtVerify } = await import('jose/jwt/verify');
      try {
        const { payload } = await jwtVerify<AssertionClaims>(assertion, ({ kid }) => keyNamed(kid), {
          algorithms: ['RS256'],
          issuer,
          audience,
          currentDate: new Date(now),
        });
        return payload as AssertionClaims;
      } catch (error) {
        if (error instanceof Unavailable) throw error;
        return undefined;
      }
    },
  };
}
