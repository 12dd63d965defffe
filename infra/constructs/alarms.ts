/** Alarms on causes: dependencies that fail, limits that are near, and what an operator would pay for. */

import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Channel } from '../../shared/domain/method.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { addAlarm } from './alarm.ts';
import { count, metricNamespace, ofCalls, sum } from './metric.ts';

export interface AlarmsProps {
  /** How codes are sent; none where none are. */
  readonly channels: readonly Channel[];
  /** Where SNS logs the texts that it took and could not deliver. @default none: then nothing counts them. */
  readonly failedDeliveries?: logs.ILogGroup | undefined;
  /** Share of the calls at a time that Connect allows, 1 for all of them. @default none: its metrics are elsewhere. */
  readonly callsAtOnce?: cloudwatch.Metric | undefined;
  readonly thresholds: Settings['alarms'];
  readonly topic: ITopic;
}

const FIVE_MINUTES = Duration.minutes(5);
/** Who takes messages of a channel. */
export const NETWORKS = { sms: 'SNS', call: 'Connect' } as const satisfies Record<Channel, string>;
const UNDELIVERED = logs.FilterPattern.stringValue('$.status', '=', 'FAILURE');

/** What the account has spent on texts this month in this Region, those of others included. */
export const textSpend = (): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: 'AWS/SNS',
    metricName: 'SMSMonthToDateSpentUSD',
    period: Duration.hours(1),
    statistic: cloudwatch.Stats.MAXIMUM,
  });

export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { channels, topic } = props;
    addAlarm(this, 'KmsThrottled', {
      alarmDescription:
        'KMS refuses signatures or keys for being asked too often: sign-ins become slow, then fail.',
      metric: ofCalls(this, 'KMS', 'Throttles'),
      threshold: 5,
      topic,
    });
    if (channels.length === 0) return;
    addAlarm(this, 'DeliveryPaused', {
      alarmDescription:
        'The hourly limit of messages is reached, with the reserve for sign-ins: no codes are sent to anybody.',
      metric: count(this, 'LimitsHit', { limit: 'delivery_paused' }),
      threshold: 1,
      topic,
    });
    addAlarm(this, 'EnrolmentsPaused', {
      alarmDescription:
        'A country, a block of numbers or all enrolments have had their messages; customers who are enrolled get ' +
        'theirs. Many sends that nobody confirms are toll fraud.',
      metric: count(this, 'LimitsHit', { limit: 'enrolments_paused' }),
      threshold: 1,
      topic,
    });
    addAlarm(this, 'DeliveryFailures', {
      alarmDescription: 'SNS or Connect does not take messages.',
      metric: sum(
        Object.fromEntries(
          channels.map((channel) => [channel, ofCalls(this, NETWORKS[channel], 'Failures')]),
        ),
        FIVE_MINUTES,
      ),
      threshold: 10,
      topic,
    });
    if (channels.includes('sms')) this.#texts(props);
    if (props.callsAtOnce !== undefined) {
      addAlarm(this, 'CallsAtOnce', {
        alarmDescription:
          'Most of the calls that Connect allows at a time are in use; beyond them it places none.',
        metric: props.callsAtOnce,
        threshold: 0.8,
        topic,
      });
    }
  }

  #texts({ failedDeliveries, thresholds, topic }: AlarmsProps): void {
    addAlarm(this, 'TextSpend', {
      alarmDescription:
        'Texts of this month have cost what the settings call unusual; at its spending limit SNS sends none.',
      metric: textSpend(),
      threshold: thresholds.textSpendUsd,
      topic,
    });
    if (failedDeliveries === undefined) return;
    // SNS counts its failures for all of the account; in its log they can be told apart.
    new logs.MetricFilter(this, 'TextsUndelivered0', {
      logGroup: failedDeliveries,
      filterPattern: UNDELIVERED,
      metricNamespace: metricNamespace(this),
      metricName: 'TextsUndelivered',
    });
    addAlarm(this, 'TextsUndelivered', {
      alarmDescription:
        'SNS takes texts and does not deliver them: the spending limit of the month, the price cap, or a carrier.',
      metric: new cloudwatch.Metric({
        namespace: metricNamespace(this),
        metricName: 'TextsUndelivered',
        // Long enough to see a spent limit where few texts are sent; a few failures in it are everyday.
        period: Duration.minutes(15),
        statistic: cloudwatch.Stats.SUM,
      }),
      threshold: 10,
      topic,
    });
  }
}
