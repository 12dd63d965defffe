/** An alarm of the service: raised at or over the threshold, and quiet where nothing happens. */

import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface AlarmProps {
  /** What the alarm means; what to do is in `docs/runbook.md`. */
  readonly alarmDescription: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  /** What it notifies. */
  readonly topic: ITopic;
  /** How many periods in a row. @default 1 */
  readonly periods?: number;
  /** Whether a percentile of hardly any requests says nothing. @default false */
  readonly ignoresFew?: boolean;
}

export function addAlarm(scope: Construct, id: string, props: AlarmProps): cloudwatch.Alarm {
  const { topic, periods = 1, ignoresFew = false, ...alarmProps } = props;
  const alarm = new cloudwatch.Alarm(scope, id, {
    ...alarmProps,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    ...(ignoresFew && { evaluateLowSampleCountPercentile: 'ignore' }),
  });
  alarm.addAlarmAction(new SnsAction(topic));
  return alarm;
}
