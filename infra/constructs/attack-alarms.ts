/**
 * Alarms on what one request does not show: many accounts tried a little, many locked, many reset, many codes that
 * nobody enters. Per hour, since whoever keeps below the limits of each account takes time.
 */

import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Channel } from '../../shared/domain/method.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { addAlarm } from './alarm.ts';
import { entered, sentCodes } from './customer-metrics.ts';
import { count, share } from './metric.ts';

export interface AttackAlarmsProps {
  /** Logs of the functions that codes are tried at. */
  readonly tryLogs: readonly logs.ILogGroup[];
  /** How codes are sent; none where none are. */
  readonly channels: readonly Channel[];
  readonly thresholds: Settings['alarms'];
  readonly topic: ITopic;
}

const HOUR = Duration.hours(1);

export class AttackAlarms extends Construct {
  constructor(scope: Construct, id: string, props: AttackAlarmsProps) {
    super(scope, id);
    const { tryLogs, channels, thresholds, topic } = props;
    const wrong = entered(this, 'wrong');
    const accepted = entered(this, 'accepted');
    addAlarm(this, 'WrongCodes', {
      alarmDescription: 'An unusual share of the codes that are entered is wrong: somebody guesses.',
      metric: share(
        wrong.expression,
        { ...wrong.metrics, ...accepted.metrics },
        `${wrong.expression} + ${accepted.expression}`,
        thresholds.least,
        HOUR,
      ),
      threshold: thresholds.wrongCodesPercent,
      topic,
    });
    addAlarm(this, 'WrongCodesOfNetwork', {
      alarmDescription:
        'Many wrong codes come from one network: somebody tries many accounts, each a little.',
      metric: new cloudwatch.MathExpression({
        expression: `INSIGHT_RULE_METRIC('${this.#wrongByNetwork(tryLogs)}', 'MaxContributorValue')`,
        usingMetrics: {},
        period: HOUR,
      }),
      threshold: thresholds.wrongCodesOfNetwork,
      topic,
    });
    if (channels.length > 0) {
      const { metrics, whole, unused } = sentCodes(this, channels);
      addAlarm(this, 'CodesUnconfirmed', {
        alarmDescription:
          'An unusual share of the codes that are sent is never entered: toll fraud, or a broken network.',
        metric: share(unused, metrics, whole, thresholds.least, HOUR),
        threshold: thresholds.unconfirmedPercent,
        topic,
      });
    }
    addAlarm(this, 'UsersLocked', {
      alarmDescription: 'Unusually many users are locked by wrong codes: somebody has many passwords.',
      metric: count(this, 'DomainEvents', { eventType: 'UserLocked' }).with({ period: HOUR }),
      threshold: thresholds.locks,
      topic,
    });
    addAlarm(this, 'SupportResets', {
      alarmDescription: 'Support resets unusually many users: an agent is deceived, or is no agent.',
      metric: count(this, 'DomainEvents', { eventType: 'SupportReset' }).with({ period: HOUR }),
      threshold: thresholds.resets,
      topic,
    });
  }

  /** Ranks the networks that wrong codes come from. @returns the name of the rule. */
  #wrongByNetwork(groups: readonly logs.ILogGroup[]): string {
    const ruleName = `${Stack.of(this).stackName}-wrong-codes-by-network`;
    const rule = new cloudwatch.CfnInsightRule(this, 'WrongByNetwork', {
      ruleName,
      ruleState: 'ENABLED',
      ruleBody: Stack.of(this).toJsonString({
        Schema: { Name: 'CloudWatchLogRule', Version: 1 },
        LogGroupNames: groups.map(({ logGroupName }) => logGroupName),
        LogFormat: 'JSON',
        Contribution: { Keys: ['$.network'], Filters: [{ Match: '$.outcome', In: ['wrong'] }] },
        AggregateOn: 'Count',
      }),
    });
    return rule.attrRuleName;
  }
}
