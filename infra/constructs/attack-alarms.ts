/**
 * Alarms on what one request does not show: many accounts tried a little, many locked, many reset, many codes that
 * nobody enters. Per hour, since whoever keeps below the limits of each account takes time.
 */

import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DomainEventType } from '../../shared/domain/event.ts';
import type { LogFields } from '../../shared/observability/log.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { addAlarm } from './alarm.ts';
import { countLines, isEvent } from './log-metric.ts';

export interface AttackAlarmsProps {
  /** Logs of the functions that codes are tried at. */
  readonly tryLogs: readonly logs.ILogGroup[];
  /** Logs of the functions that send texts and calls; none where none are offered. */
  readonly senderLogs: readonly logs.ILogGroup[];
  /** Log of the function that publishes the domain events. */
  readonly eventLog: logs.ILogGroup;
  readonly thresholds: Settings['alarms'];
  /** SNS topic that alarms notify. @default none: they only show in CloudWatch. */
  readonly alarmTopicArn?: string | undefined;
}

const HOUR = Duration.hours(1);

const { all, stringValue } = logs.FilterPattern;
const hasOutcome = (outcome: NonNullable<LogFields['outcome']>) =>
  all(isEvent('request_completed'), stringValue('$.outcome', '=', outcome));
const isPublished = (type: DomainEventType) =>
  all(isEvent('event_published'), stringValue('$.eventType', '=', type));

export class AttackAlarms extends Construct {
  constructor(scope: Construct, id: string, props: AttackAlarmsProps) {
    super(scope, id);
    const { tryLogs, senderLogs, eventLog, thresholds, alarmTopicArn } = props;
    const count = (name: string, groups: readonly logs.ILogGroup[], pattern: logs.JsonPattern) =>
      countLines(this, name, groups, pattern).with({ period: HOUR });

    const wrong = count('CodesWrong', tryLogs, hasOutcome('wrong'));
    const accepted = count('CodesAccepted', tryLogs, hasOutcome('accepted'));
    addAlarm(this, 'WrongCodes', {
      alarmDescription: 'An unusual share of the codes that are entered is wrong: somebody guesses.',
      metric: percentage('wrong', { wrong, accepted }, 'wrong + accepted', thresholds.least),
      threshold: thresholds.wrongCodesPercent,
      alarmTopicArn,
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
      alarmTopicArn,
    });
    if (senderLogs.length > 0) {
      const sent = count('CodesSent', senderLogs, isEvent('message_sent'));
      const confirmed = count(
        'CodesConfirmed',
        tryLogs,
        all(hasOutcome('accepted'), stringValue('$.method', '=', 'phone')),
      );
      addAlarm(this, 'CodesUnconfirmed', {
        alarmDescription:
          'An unusual share of the codes that are sent is never entered: toll fraud, or a broken network.',
        metric: percentage('sent - confirmed', { sent, confirmed }, 'sent', thresholds.least),
        threshold: thresholds.unconfirmedPercent,
        alarmTopicArn,
      });
    }
    addAlarm(this, 'UsersLocked', {
      alarmDescription: 'Unusually many users are locked by wrong codes: somebody has many passwords.',
      metric: count('UsersLocked', [eventLog], isPublished('UserLocked')),
      threshold: thresholds.locks,
      alarmTopicArn,
    });
    addAlarm(this, 'SupportResets', {
      alarmDescription: 'Support resets unusually many users: an agent is deceived, or is no agent.',
      metric: count('SupportResets', [eventLog], isPublished('SupportReset')),
      threshold: thresholds.resets,
      alarmTopicArn,
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

/**
 * What share the part is of the whole, in percent; none where the whole is less than `least`, of which no share says
 * anything. An hour in which nothing was counted is no data, which would make the expression none as well.
 */
function percentage(
  part: string,
  usingMetrics: Readonly<Record<string, cloudwatch.Metric>>,
  whole: string,
  least: number,
): cloudwatch.MathExpression {
  const filled = (expression: string) => expression.replace(/[a-z]+/g, (name) => `FILL(${name}, 0)`);
  return new cloudwatch.MathExpression({
    expression: `IF(${filled(whole)} >= ${least}, 100 * (${filled(part)}) / (${filled(whole)}), 0)`,
    usingMetrics: { ...usingMetrics },
    period: HOUR,
  });
}
