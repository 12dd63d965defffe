/**
 * The distribution in front of the API, with its firewall, certificate, records and logs: a stack of its own, as
 * CloudFront takes certificates and firewalls of one Region alone.
 */

import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import { CLOUDFRONT_REGION } from '../shared/settings/address.ts';
import type { Settings } from '../shared/settings/settings.ts';
import { Distribution } from './constructs/distribution.ts';
import { DistributionLog } from './constructs/distribution-log.ts';
import { Firewall } from './constructs/firewall.ts';
import { administration, allowLogs } from './constructs/key-policy.ts';
import { type DomainSettings, OwnDomain } from './constructs/own-domain.ts';
import { fieldOf, HOST_FIELD, originSecretName, SECRET_FIELD } from './origin-secret.ts';

export interface EdgeStackProps extends StackProps {
  readonly settings: Pick<Settings, 'stackName' | 'logRetentionDays' | 'retainData'> & EdgeSettings;
  /** The API's, which has what this one reads. */
  readonly after: Stack;
}

/** What the settings have where they ask for a distribution. */
export interface EdgeSettings {
  readonly domain: DomainSettings;
  readonly cdn: NonNullable<Settings['cdn']>;
}

/** The settings of a distribution, if they ask for one. */
export const edgeOf = ({ domain, cdn }: Settings): EdgeSettings | undefined =>
  domain !== undefined && cdn !== undefined ? { domain, cdn } : undefined;

export const edgeStackName = ({ stackName }: Pick<Settings, 'stackName'>): string => `${stackName}-edge`;

export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { settings, after, ...props }: EdgeStackProps) {
    super(scope, id, {
      ...props,
      env: { region: CLOUDFRONT_REGION },
      terminationProtection: settings.retainData,
    });
    this.addStackDependency(
      after,
      'It makes the secret by which this one finds the API, and proves itself to it',
    );
    const { domain, cdn, logRetentionDays } = settings;
    const [presented = 1] = cdn.originSecrets;
    const secret = originSecretName(settings, presented);
    const own = new OwnDomain(this, 'Domain', domain);
    const key = new kms.Key(this, 'LogKey', {
      description: 'Encrypts the logs of distribution and firewall',
      enableKeyRotation: true,
      policy: administration(),
      // As the logs.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    allowLogs(key);
    const firewall = new Firewall(this, 'Firewall', { ...settings, cdn, key });
    const { distribution } = new Distribution(this, 'Distribution', {
      domain: own,
      firewallArn: firewall.arn,
      origin: { host: fieldOf(secret, HOST_FIELD), secret: fieldOf(secret, SECRET_FIELD) },
    });
    own.pointTo(new CloudFrontTarget(distribution));
    new DistributionLog(this, 'Log', { distribution, logRetentionDays, key });
    new CfnOutput(this, 'DistributionDomain', {
      description: 'Where the records of the domain point, for a zone that is not the stack’s',
      value: distribution.domainName,
    });
    new CfnOutput(this, 'DistributionId', {
      description: 'Id of the distribution, for its metrics and invalidations',
      value: distribution.distributionId,
    });
  }
}
