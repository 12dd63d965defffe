/** The keys of the service, none of which can leave KMS. */

import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import {
  ASSERTION_KEY_ARNS,
  KEY_VERSIONS,
  MAC_KEY_ARN,
  SIGNING_KEY_ARN,
} from '../../shared/environment/variables.ts';
import { tell } from './service-function.ts';

export interface ServiceKeysProps {
  readonly retainData: boolean;
  readonly keyVersions: number;
  /** Numbers of the keys that assertions may be signed with, the one in use first. */
  readonly signingKeys: readonly number[];
}

export class ServiceKeys extends Construct {
  readonly #root: kms.Key;
  /** The one in use first. */
  readonly #signing: readonly kms.Key[];
  readonly #versions: number;

  constructor(scope: Construct, id: string, props: ServiceKeysProps) {
    super(scope, id);
    const removalPolicy = props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    this.#versions = props.keyVersions;
    this.#root = new kms.Key(this, 'Root', {
      description: 'Root of the keys that seal secrets and hash codes',
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy,
    });
    this.#signing = props.signingKeys.map(
      (number) =>
        new kms.Key(this, number === 1 ? 'Signing' : `Signing${number}`, {
          description: 'Signs the assertions on which the portal admits users',
          keySpec: kms.KeySpec.RSA_2048,
          keyUsage: kms.KeyUsage.SIGN_VERIFY,
          removalPolicy,
        }),
    );
  }

  /** Of the key that seals: for the operator's import. */
  get rootKeyArn(): string {
    return this.#root.keyArn;
  }

  /** Lets the function seal, open and hash. */
  grantDeriveKeys(fn: lambda.Function): void {
    this.#root.grant(fn, 'kms:GenerateMac');
    tell(fn, MAC_KEY_ARN.write(this.#root.keyArn), KEY_VERSIONS.write(this.#versions));
  }

  /** Lets the function sign assertions. */
  grantSign(fn: lambda.Function): void {
    const [inUse] = this.#signing;
    if (inUse === undefined) throw new Error('No key signs assertions.');
    inUse.grant(fn, 'kms:Sign');
    tell(fn, SIGNING_KEY_ARN.write(inUse.keyArn));
  }

  /** Lets the function check assertions. */
  grantReadPublicKey(fn: lambda.Function): void {
    for (const key of this.#signing) key.grant(fn, 'kms:GetPublicKey');
    tell(fn, ASSERTION_KEY_ARNS.write(this.#signing.map(({ keyArn }) => keyArn)));
  }
}
