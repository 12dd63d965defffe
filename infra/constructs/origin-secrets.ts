/** What the distribution in front proves itself to the API with, and by which it finds the API. */

import { Aws, CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { CLOUDFRONT_REGION } from '../../shared/settings/address.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { fieldOf, HOST_FIELD, originSecretName, SECRET_FIELD } from '../origin-secret.ts';

export interface OriginSecretsProps extends Pick<Settings, 'stackName'> {
  /** Numbers of the secrets; a new one makes one, one that is gone takes its away. */
  readonly numbers: readonly number[];
  /** Address of the API at API Gateway. */
  readonly apiEndpoint: string;
}

/** More than 256 bits, of letters and digits: a header takes them as they are. */
const LENGTH = 48;

export class OriginSecrets extends Construct {
  /** References that CloudFormation resolves, in the order of the numbers. */
  readonly values: readonly string[];

  constructor(scope: Construct, id: string, { numbers, apiEndpoint, ...settings }: OriginSecretsProps) {
    super(scope, id);
    // Secrets Manager makes no copy in the Region that the secret is in.
    const elsewhere = new CfnCondition(this, 'IsElsewhere', {
      expression: Fn.conditionNot(Fn.conditionEquals(Aws.REGION, CLOUDFRONT_REGION)),
    });
    const host = Fn.select(2, Fn.split('/', apiEndpoint));
    this.values = numbers.map((number) => {
      const secret = new CfnSecret(this, `Number${number}`, {
        name: originSecretName(settings, number),
        description: `What the distribution in front of ${settings.stackName} proves itself with`,
        generateSecretString: {
          secretStringTemplate: Stack.of(this).toJsonString({ [HOST_FIELD]: host }),
          generateStringKey: SECRET_FIELD,
          passwordLength: LENGTH,
          excludePunctuation: true,
        },
        replicaRegions: Fn.conditionIf(elsewhere.logicalId, [{ Region: CLOUDFRONT_REGION }], Aws.NO_VALUE),
      });
      return fieldOf(secret.ref, SECRET_FIELD);
    });
  }
}
