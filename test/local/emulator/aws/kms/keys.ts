/** The template's KMS keys, found as KMS finds them. */

import { DEFAULT_KEY_POLICY } from '../../iam/key-policy.ts';
import { type ResourceStatement, readResourcePolicy } from '../../iam/policy.ts';
import type { LocalStack } from '../../template/stack.ts';
import { asString, optionalString } from '../../template/template.ts';
import { AwsError } from '../stand-in.ts';

export interface KmsKey {
  readonly logicalId: string;
  readonly id: string;
  readonly arn: string;
  /** KMS's names, e.g. `SIGN_VERIFY` and `RSA_2048`. */
  readonly usage: string;
  readonly spec: string;
  readonly enabled: boolean;
  readonly policy: readonly ResourceStatement[];
}

export interface KmsKeys {
  /** By id, ARN, alias or alias ARN; throws `NotFoundException`. */
  get(keyId: string): KmsKey;
}

/** The keys and aliases of the template. */
export function readKmsKeys(stack: LocalStack): KmsKeys {
  const keys = stack.ofType('AWS::KMS::Key').map(
    ({ logicalId, ref, attributes, properties }): KmsKey => ({
      logicalId,
      id: ref,
      arn: attributes.Arn ?? ref,
      usage: optionalString(properties.KeyUsage, logicalId) ?? 'ENCRYPT_DECRYPT',
      spec: optionalString(properties.KeySpec, logicalId) ?? 'SYMMETRIC_DEFAULT',
      enabled: properties.Enabled !== false,
      policy:
        properties.KeyPolicy === undefined
          ? DEFAULT_KEY_POLICY
          : readResourcePolicy(properties.KeyPolicy, logicalId),
    }),
  );
  const aliases = new Map(
    stack
      .ofType('AWS::KMS::Alias')
      .map(({ ref, properties }) => [ref, asString(properties.TargetKeyId, ref)]),
  );
  return {
    get: (keyId) => {
      const alias = keyId.match(/alias\/.+$/)?.[0];
      const wanted = alias === undefined ? keyId : aliases.get(alias);
      const key = keys.find(({ id, arn }) => id === wanted || arn === wanted);
      if (key === undefined) throw new AwsError('NotFoundException', 400, `Key '${keyId}' does not exist`);
      return key;
    },
  };
}
