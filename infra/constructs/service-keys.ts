/** The keys of the service, none of which can leave KMS. */

import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ASSERTION_KEY_ARNS, ROOT_KEYS, SIGNING_KEY_ARN } from '../../shared/environment/variables.ts';
import { tell } from './service-function.ts';

export interface ServiceKeysProps {
  readonly retainData: boolean;
  /** Numbers of the keys that seal and hash, the one in use first. */
  readonly rootKeys: readonly number[];
  /** Numbers of the keys that assertions may be signed with, the one in use first. */
  readonly signingKeys: readonly number[];
}

export class ServiceKeys extends Construct {
  /** The one in use first, as those below. */
  readonly #roots: readonly { readonly version: number; readonly key: kms.Key }[];
  readonly #signing: readonly kms.Key[];

  constructor(scope: Construct, id: string, props: ServiceKeysProps) {
    super(scope, id);
    const removalPolicy = props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    this.#roots = props.rootKeys.map((version) => ({
      version,
      key: new kms.Key(this, numbered('Root', version), {
        description: 'Root of the keys that seal secrets and hash codes',
        keySpec: kms.KeySpec.HMAC_256,
        keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
        removalPolicy,
      }),
    }));
    this.#signing = props.signingKeys.map(
      (number) =>
        new kms.Key(this, numbered('Signing', number), {
          description: 'Signs the assertions on which the portal admits users',
          keySpec: kms.KeySpec.RSA_2048,
          keyUsage: kms.KeyUsage.SIGN_VERIFY,
          removalPolicy,
        }),
    );
  }

  /** Of the key in use that seals: for the operator's import. */
  get rootKeyArn(): string {
    return first(this.#roots).key.keyArn;
  }

  /** Lets the function seal, open and hash. */
  grantDeriveKeys(fn: lambda.Function): void {
    for (const { key } of this.#roots) key.grant(fn, 'kms:GenerateMac');
    tell(fn, ROOT_KEYS.write(this.#roots.map(({ version, key }) => ({ version, arn: key.keyArn }))));
  }

  /**
   * Lets the function sign assertions: with every key, as a deployment changes permissions before it changes functions,
   * which sign with the key before until then.
   */
  grantSign(fn: lambda.Function): void {
    for (const key of this.#signing) key.grant(fn, 'kms:Sign');
    tell(fn, SIGNING_KEY_ARN.write(first(this.#signing).keyArn));
  }

  /** Lets the function check assertions. */
  grantReadPublicKey(fn: lambda.Function): void {
    for (const key of this.#signing) key.grant(fn, 'kms:GetPublicKey');
    tell(fn, ASSERTION_KEY_ARNS.write(this.#signing.map(({ keyArn }) => keyArn)));
  }
}

/** The first of a kind had its name before there were others. */
const numbered = (name: string, number: number): string => (number === 1 ? name : `${name}${number}`);

function first<T>(keys: readonly T[]): T {
  const [inUse] = keys;
  if (inUse === undefined) throw new Error('There is no key in use.');
  return inUse;
}
