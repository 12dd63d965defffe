/** Alarms on the functions themselves: those that fail, are refused a place to run in, or run out of time. */

import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { addAlarm } from './alarm.ts';

export interface FunctionAlarmsProps {
  /** By their names. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  /** The one that reads the table's stream. */
  readonly publisher: LambdaFunction;
  readonly topic: ITopic;
}

const FIVE_MINUTES = Duration.minutes(5);

/** How far behind the stream its reader is. */
export const iteratorAge = (publisher: LambdaFunction): cloudwatch.Metric =>
  publisher.metric('IteratorAge', { period: FIVE_MINUTES, statistic: cloudwatch.Stats.MAXIMUM });

export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, { functions, publisher, topic }: FunctionAlarmsProps) {
    super(scope, id);
    for (const [name, fn] of functions) {
      const of = new Construct(this, name);
      addAlarm(of, 'Errors', {
        alarmDescription: `The function ${name} ends without an answer: it throws, crashes or runs out of time or memory.`,
        metric: fn.metricErrors({ period: FIVE_MINUTES }),
        threshold: 3,
        topic,
      });
      addAlarm(of, 'Throttles', {
        alarmDescription: `Lambda has no room for the function ${name}: its reserve or the account's concurrency is used up.`,
        metric: fn.metricThrottles({ period: FIVE_MINUTES }),
        threshold: 5,
        topic,
      });
      addAlarm(of, 'TimeOuts', {
        alarmDescription: `The function ${name} was stopped for taking longer than it may.`,
        // Lambda has no count of its own for these: their duration is all that they were given.
        metric: fn.metricDuration({ period: FIVE_MINUTES, statistic: cloudwatch.Stats.MAXIMUM }),
        threshold: (fn.timeout ?? Duration.seconds(3)).toMilliseconds(),
        topic,
      });
    }
    addAlarm(this, 'StreamBehind', {
      alarmDescription:
        'Events wait in the table’s stream: trail, bus and mails are late, and confirmed numbers are not counted.',
      metric: iteratorAge(publisher),
      threshold: Duration.minutes(5).toMilliseconds(),
      topic,
    });
  }
}
