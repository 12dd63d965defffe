/** The distribution's log: how each request ended, without who asked for what. */

import { Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { stackUuid } from './stack-uuid.ts';

export interface DistributionLogProps {
  readonly distribution: Distribution;
  readonly logRetentionDays: number;
  /** Encrypts it. */
  readonly key: IKey;
}

/**
 * No address, path, query, cookie or referrer: the functions' log has the network, and the operation, whose path may
 * name a user. So nothing that is secret has to be taken out.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
const FIELDS = [
  'date',
  'time',
  'x-edge-location',
  'x-edge-request-id',
  'cs-method',
  'sc-status',
  'sc-bytes',
  'time-taken',
  'time-to-first-byte',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
  'cs-protocol-version',
  'ssl-protocol',
  'ssl-cipher',
];

export class DistributionLog extends Construct {
  constructor(scope: Construct, id: string, { distribution, logRetentionDays, key }: DistributionLogProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    // 60 characters are allowed.
    const name = Names.uniqueResourceName(this, { maxLength: 60 });
    const group = new logs.LogGroup(this, 'Group', {
      // With this prefix CloudWatch needs no statement in a resource policy for each.
      logGroupName: `/aws/vendedlogs/${stackName}-${stackUuid()}/distribution`,
      encryptionKey: key,
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const source = new logs.CfnDeliverySource(this, 'Source', {
      name,
      logType: 'ACCESS_LOGS',
      resourceArn: distribution.distributionArn,
    });
    const destination = new logs.CfnDeliveryDestination(this, 'Destination', {
      name,
      destinationResourceArn: group.logGroupArn,
      outputFormat: 'json',
    });
    const delivery = new logs.CfnDelivery(this, 'Delivery', {
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.attrArn,
      recordFields: FIELDS,
    });
    // Named, not referred to.
    delivery.addResourceDependency(source);
  }
}
