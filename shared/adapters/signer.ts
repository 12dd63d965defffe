/** Assertions, signed by a KMS key that can't be exported (RS256, RFC 7518 §3.3). */

import { createHash } from 'node:crypto';
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { Signer } from '../domain/ports/assertions.ts';
import { available } from '../domain/unavailable.ts';
import { kmsClient } from './kms.ts';

/** The name of the key in JWT headers and the JWKS: it tells keys apart and tells nobody the AWS account. */
export const kidOf = (keyArn: string): string =>
  createHash('sha256').update(keyArn).digest('base64url').slice(0, 16);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function createSigner(keyArn: string, client: KMSClient = kmsClient()): Signer {
  const header = encode({ alg: 'RS256', kid: kidOf(keyArn), typ: 'JWT' });
  return {
    async sign(claims) {
      const input = `${header}.${encode(claims)}`;
      const digest = createHash('sha256').update(input).digest();
      const { Signature } = await available('kms', () =>
        client.send(
          new SignCommand({
            KeyId: keyArn,
            MessageType: 'DIGEST',
            Message: digest,
            SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
          }),
        ),
      );
      return `${input}.${Buffer.from(Signature ?? []).toString('base64url')}`;
    },
  };
}
