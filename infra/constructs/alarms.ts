/** Alarms on what customers would notice, or an operator would pay for. docs/operations.md says what to do. */

import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { LogEvent } from '../../shared/observability/log.ts';

export interface AlarmsProps {
  readonly api: apigateway.HttpApi;
  /** Logs of the functions that send texts and calls. */
  readonly senderLogs: readonly logs.LogGroup[];
  /** SNS topic that alarms notify. @default none: they only show in CloudWatch. */
  readonly alarmTopicArn?: string | undefined;
}

const NAMESPACE = 'Portal2fa';

/** A number that is refused for what it is says nothing of the network's health. */
const NOT_THE_DESTINATION = logs.FilterPattern.stringValue('$.reason', '!=', 'refused');

export class Alarms extends Construct {
  readonly #topicArn: string | undefined;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#topicArn = props.alarmTopicArn;
    this.#alarm('ServerErrors', {
      alarmDescription: 'The API answers with 5xx: a dependency fails, or there is a fault in a function.',
      metric: props.api.metricServerError({ period: Duration.minutes(5), statistic: cloudwatch.Stats.SUM }),
      threshold: 5,
    });
    this.#alarm('DeliveryPaused', {
      alarmDescription:
        'The hourly limit of messages is reached and no codes are sent: a surge of sign-ins, or toll fraud.',
      metric: this.#countOf('delivery_paused', 'DeliveryPaused', props.senderLogs),
      threshold: 1,
    });
    this.#alarm('DeliveryFailures', {
      alarmDescription: 'SNS or Connect does not take messages.',
      metric: this.#countOf('delivery_failed', 'DeliveryFailures', props.senderLogs, NOT_THE_DESTINATION),
      threshold: 10,
    });
  }

  /** How often the functions log the event; from their logs, so that it costs them nothing. */
  #countOf(
    event: LogEvent,
    metricName: string,
    groups: readonly logs.LogGroup[],
    ...conditions: readonly logs.JsonPattern[]
  ): cloudwatch.Metric {
    for (const [index, logGroup] of groups.entries()) {
      new logs.MetricFilter(this, `${metricName}${index}`, {
        logGroup,
        filterPattern: logs.FilterPattern.all(
          logs.FilterPattern.stringValue('$.event', '=', event),
          ...conditions,
        ),
        metricNamespace: NAMESPACE,
        metricName,
      });
    }
    return new cloudwatch.Metric({
      namespace: NAMESPACE,
      metricName,
      period: Duration.minutes(5),
      statistic: cloudwatch.Stats.SUM,
    });
  }

  #alarm(id: string, props: Pick<cloudwatch.AlarmProps, 'alarmDescription' | 'metric' | 'threshold'>): void {
    const alarm = new cloudwatch.Alarm(this, id, {
      ...props,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    if (this.#topicArn === undefined) return;
    alarm.addAlarmAction(new SnsAction(Topic.fromTopicArn(this, `${id}Topic`, this.#topicArn)));
  }
}
