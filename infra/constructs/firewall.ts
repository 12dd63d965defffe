/** AWS WAF before the distribution: limits of an address, AWS's managed rules, and the contract's size of a body. */

import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnIPSet } from 'aws-cdk-lib/aws-wafv2';
import * as waf from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { sendChallengeCode } from '../../shared/contract/operations/send-challenge-code.ts';
import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { OPERATIONS } from '../../shared/contract/operations.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { FirewallLog } from './firewall-log.ts';
import { blockWith, REFUSALS } from './firewall-refusals.ts';
import { MANAGED_RULES } from './managed-rules.ts';

export interface FirewallProps extends Pick<Settings, 'logRetentionDays'> {
  readonly cdn: NonNullable<Settings['cdn']>;
  /** Encrypts the log. */
  readonly key: IKey;
}

type Statement = waf.CfnWebACL.StatementProperty;
type Rule = Omit<waf.CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>;

const WINDOW_SECONDS = 300;

/** All that WAF reads of a body at CloudFront, and all that the contract allows: 16 KiB. */
const MAX_BODY_BYTES = 16 * 1024;

export class Firewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { cdn, logRetentionDays, key }: FirewallProps) {
    super(scope, id);
    const counts = cdn.mode === 'count';
    const backends = backendSets(this, cdn.backends);
    const limit = (name: string, most: number, only?: Statement): Rule => ({
      name,
      statement: {
        rateBasedStatement: {
          aggregateKeyType: 'IP',
          limit: most,
          evaluationWindowSec: WINDOW_SECONDS,
          ...scoped(all([...(only ? [only] : []), ...backends.map(notIn)])),
        },
      },
      action: counts ? { count: {} } : blockWith('too_many_requests'),
    });
    const { requests, proofs, codes } = cdn.perAddress;
    const rules: readonly Rule[] = [
      // Whatever the mode: functions refuse it too.
      { name: 'BodySize', statement: LARGE_BODY, action: blockWith('request_too_large') },
      limit('Codes', codes, isAt([startPhone, sendChallengeCode])),
      limit('Proofs', proofs, isAt(OPERATIONS.filter((operation) => 'tries' in operation))),
      limit('Requests', requests),
      ...MANAGED_RULES.map(({ name, countsOnly, counted }) => ({
        name,
        statement: {
          managedRuleGroupStatement: {
            vendorName: 'AWS',
            name,
            ruleActionOverrides: counted.map((one) => ({ name: one, actionToUse: { count: {} } })),
          },
        },
        overrideAction: counts || countsOnly ? { count: {} } : { none: {} },
      })),
    ];
    const acl = new waf.CfnWebACL(this, 'Rules', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      customResponseBodies: REFUSALS,
      visibilityConfig: seen('Firewall'),
      rules: rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: seen(rule.name) })),
    });
    this.arn = acl.attrArn;
    new FirewallLog(this, 'Log', { firewallArn: acl.attrArn, logRetentionDays, key });
  }
}

/** Counted, and never sampled: a sample shows the token that a request came with. */
const seen = (metricName: string): waf.CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const LARGE_BODY: Statement = {
  sizeConstraintStatement: {
    fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
    comparisonOperator: 'GT',
    size: MAX_BODY_BYTES,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

/** The operations' paths, however their letters are encoded: API Gateway decodes them. */
const isAt = (operations: readonly { readonly path: string }[]): Statement => ({
  regexMatchStatement: {
    fieldToMatch: { uriPath: {} },
    regexString: `^(${operations.map(({ path }) => path.replace(/\{[^}]+\}/g, '[^/]+')).join('|')})$`,
    textTransformations: [{ priority: 0, type: 'URL_DECODE' }],
  },
});

const notIn = (set: CfnIPSet): Statement => ({
  notStatement: { statement: { ipSetReferenceStatement: { arn: set.attrArn } } },
});

function all(statements: readonly Statement[]): Statement | undefined {
  const [first, ...others] = statements;
  return others.length === 0 ? first : { andStatement: { statements: [...statements] } };
}

const scoped = (scopeDownStatement: Statement | undefined) => scopeDownStatement && { scopeDownStatement };

/** A set has addresses of one version. */
function backendSets(scope: Construct, networks: readonly string[]): readonly CfnIPSet[] {
  const set = (ipAddressVersion: 'IPV4' | 'IPV6', addresses: string[]): readonly CfnIPSet[] =>
    addresses.length === 0
      ? []
      : [
          new waf.CfnIPSet(scope, `Backends${ipAddressVersion}`, {
            scope: 'CLOUDFRONT',
            ipAddressVersion,
            addresses,
          }),
        ];
  const isV6 = (network: string): boolean => network.includes(':');
  return [
    ...set(
      'IPV4',
      networks.filter((one) => !isV6(one)),
    ),
    ...set('IPV6', networks.filter(isV6)),
  ];
}
