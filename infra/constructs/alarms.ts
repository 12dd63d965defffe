/** Alarms on what customers would notice, or an operator would pay for. docs/operations.md says what to do. */

import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { addAlarm } from './alarm.ts';
import { countLines, isEvent } from './log-metric.ts';

export interface AlarmsProps {
  readonly api: apigateway.HttpApi;
  /** Logs of the functions that send texts and calls; none where none are offered. */
  readonly senderLogs: readonly logs.LogGroup[];
  /** Where SNS logs the texts that it took and could not deliver. @default none: then nothing counts them. */
  readonly failedDeliveries?: logs.ILogGroup | undefined;
  /** SNS topic that alarms notify. @default none: they only show in CloudWatch. */
  readonly alarmTopicArn?: string | undefined;
}

/** A number that is refused for what it is says nothing of the network's health. */
const NOT_THE_DESTINATION = logs.FilterPattern.stringValue('$.reason', '!=', 'refused');

const UNDELIVERED = logs.FilterPattern.stringValue('$.status', '=', 'FAILURE');

export class Alarms extends Construct {
  /** On what customers feel when a new version of the functions is at fault: it is rolled back by them. */
  readonly customerAlarms: readonly cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { alarmTopicArn } = props;
    const serverErrors = addAlarm(this, 'ServerErrors', {
      alarmDescription: 'The API answers with 5xx: a dependency fails, or there is a fault in a function.',
      metric: props.api.metricServerError({ period: Duration.minutes(5), statistic: cloudwatch.Stats.SUM }),
      threshold: 5,
      alarmTopicArn,
    });
    this.customerAlarms = [serverErrors];
    if (props.senderLogs.length === 0) return;
    addAlarm(this, 'DeliveryPaused', {
      alarmDescription:
        'The hourly limit of messages is reached, with the reserve for sign-ins: no codes are sent to anybody.',
      metric: countLines(this, 'DeliveryPaused', props.senderLogs, isEvent('delivery_paused')),
      threshold: 1,
      alarmTopicArn,
    });
    addAlarm(this, 'EnrolmentsPaused', {
      alarmDescription:
        'A country, a block of numbers or all enrolments have had their messages; customers who are enrolled get ' +
        'theirs. Many sends that nobody confirms are toll fraud.',
      metric: countLines(this, 'EnrolmentsPaused', props.senderLogs, isEvent('enrolments_paused')),
      threshold: 1,
      alarmTopicArn,
    });
    const deliveryFailures = addAlarm(this, 'DeliveryFailures', {
      alarmDescription: 'SNS or Connect does not take messages.',
      metric: countLines(
        this,
        'DeliveryFailures',
        props.senderLogs,
        logs.FilterPattern.all(isEvent('delivery_failed'), NOT_THE_DESTINATION),
      ),
      threshold: 10,
      alarmTopicArn,
    });
    this.customerAlarms = [serverErrors, deliveryFailures];
    if (props.failedDeliveries === undefined) return;
    addAlarm(this, 'TextsUndelivered', {
      alarmDescription:
        'SNS takes texts and does not deliver them: the spending limit of the month, the price cap, or a carrier.',
      // Long enough to see a spent limit where few texts are sent; a few failures in it are everyday.
      metric: countLines(this, 'TextsUndelivered', [props.failedDeliveries], UNDELIVERED).with({
        period: Duration.minutes(15),
      }),
      threshold: 10,
      alarmTopicArn,
    });
  }
}
