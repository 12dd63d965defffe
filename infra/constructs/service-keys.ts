/** The keys of the service, none of which can leave KMS. */

import { RemovalPolicy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ASSERTION_KEY_ARNS, ROOT_KEYS, SIGNING_KEY_ARN } from '../../shared/environment/variables.ts';
import { administration, KeyUse } from './key-policy.ts';
import { tell } from './service-function.ts';

export interface ServiceKeysProps {
  readonly retainData: boolean;
  /** Numbers of the keys that seal and hash, the one in use first. */
  readonly rootKeys: readonly number[];
  /** Numbers of the keys that assertions may be signed with, the one in use first. */
  readonly signingKeys: readonly number[];
  /** The operator's role that may derive keys for an import, if there is one now. */
  readonly importRoleArn?: string | undefined;
}

/** A key, and who may do with it what it is for. */
interface ServiceKey {
  readonly number: number;
  readonly key: kms.Key;
  readonly use: KeyUse;
}

export class ServiceKeys extends Construct {
  /** The one in use first, as those below. */
  readonly #roots: readonly ServiceKey[];
  readonly #signing: readonly ServiceKey[];

  constructor(scope: Construct, id: string, props: ServiceKeysProps) {
    super(scope, id);
    const common = {
      // In one region alone they would be lost with it. It cannot be changed later, so all are from the start.
      multiRegion: true,
      removalPolicy: props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    };
    this.#roots = props.rootKeys.map((number) => {
      const key = new kms.Key(this, numbered('Root', number), {
        ...common,
        description: 'Root of the keys that seal secrets and hash codes',
        keySpec: kms.KeySpec.HMAC_256,
        keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
        policy: administration(),
      });
      return { number, key, use: new KeyUse(key, 'kms:GenerateMac') };
    });
    this.#signing = props.signingKeys.map((number) => {
      const key = new kms.Key(this, numbered('Signing', number), {
        ...common,
        description: 'Signs the assertions on which the portal admits users',
        keySpec: kms.KeySpec.RSA_2048,
        keyUsage: kms.KeyUsage.SIGN_VERIFY,
        policy: administration(),
      });
      return { number, key, use: new KeyUse(key, 'kms:Sign') };
    });
    if (props.importRoleArn !== undefined) first(this.#roots).use.grantOthers(props.importRoleArn);
  }

  /** Of the key in use that seals: for the operator's import. */
  get rootKeyArn(): string {
    return first(this.#roots).key.keyArn;
  }

  /** Lets the function seal, open and hash. */
  grantDeriveKeys(fn: lambda.Function): void {
    for (const { use } of this.#roots) use.grant(roleOf(fn));
    const keys = this.#roots.map(({ number, key }) => ({ version: number, arn: key.keyArn }));
    tell(fn, ROOT_KEYS.write(keys));
  }

  /**
   * Lets the function sign assertions: with every key, as a deployment changes permissions before it changes functions,
   * which sign with the key before until then.
   */
  grantSign(fn: lambda.Function): void {
    for (const { use } of this.#signing) use.grant(roleOf(fn));
    tell(fn, SIGNING_KEY_ARN.write(first(this.#signing).key.keyArn));
  }

  /** Lets the function check assertions. */
  grantReadPublicKey(fn: lambda.Function): void {
    for (const { key } of this.#signing) key.grant(fn, 'kms:GetPublicKey');
    tell(fn, ASSERTION_KEY_ARNS.write(this.#signing.map(({ key }) => key.keyArn)));
  }
}

function roleOf({ role }: lambda.Function): iam.IRole {
  if (role === undefined) throw new Error('The function has no role.');
  return role;
}

/** The first of a kind had its name before there were others. */
const numbered = (name: string, number: number): string => (number === 1 ? name : `${name}${number}`);

function first<T>(keys: readonly T[]): T {
  const [inUse] = keys;
  if (inUse === undefined) throw new Error('There is no key in use.');
  return inUse;
}
