/** The firewall's log: what its rules met, from where, and nothing by which anybody could sign in. */

import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { ORIGIN_SECRET_HEADER } from '../../shared/contract/origin-header.ts';
import { stackUuid } from './stack-uuid.ts';

export interface FirewallLogProps {
  readonly firewallArn: string;
  readonly logRetentionDays: number;
  /** Encrypts it. */
  readonly key: IKey;
}

const SECRET_HEADERS = ['authorization', 'x-2fa-assertion', 'cookie', ORIGIN_SECRET_HEADER];

/** Also of rules that only count, by themselves or as the group of AWS has it. */
const KEPT = ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'];

export class FirewallLog extends Construct {
  constructor(scope: Construct, id: string, { firewallArn, logRetentionDays, key }: FirewallLogProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const group = new logs.LogGroup(this, 'Group', {
      // WAF writes to no group of another name.
      logGroupName: `aws-waf-logs-${stack.stackName}-${stackUuid()}`,
      encryptionKey: key,
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'Configuration', {
      resourceArn: firewallArn,
      // Of the group itself: `logGroupArn` is of all that is in it.
      logDestinationConfigs: [
        stack.formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: group.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      // A path may name a user, a query say where in a trail.
      redactedFields: [
        ...SECRET_HEADERS.map((Name) => ({ singleHeader: { Name } })),
        { uriPath: {} },
        { queryString: {} },
      ],
      // Nothing of the customers whom no rule has met.
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: KEPT.map((Action) => ({ ActionCondition: { Action } })),
          },
        ],
      },
    });
  }
}
