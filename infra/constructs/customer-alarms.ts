/** Alarms on what customers feel, whatever the cause: they do not get in, get no code, or wait. */

import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Channel } from '../../shared/domain/method.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { addAlarm } from './alarm.ts';
import { sentCodes, signIns } from './customer-metrics.ts';
import { metricNamespace, share } from './metric.ts';

export interface CustomerAlarmsProps {
  readonly api: apigateway.HttpApi;
  /** What API Gateway logs of each request. */
  readonly accessLog: logs.ILogGroup;
  /** How codes are sent; none where none are. */
  readonly channels: readonly Channel[];
  readonly thresholds: Settings['alarms'];
  readonly topic: ITopic;
}

const FIVE_MINUTES = Duration.minutes(5);
/** As long as a code that was sent lives. */
const TEN_MINUTES = Duration.minutes(10);

export class CustomerAlarms extends Construct {
  /** Those that a deployment of the functions can be the cause of, and is rolled back by. */
  readonly ofDeployment: readonly cloudwatch.Alarm[];
  /** Requests whose token was not accepted. */
  readonly tokensRejected: cloudwatch.Metric;

  constructor(scope: Construct, id: string, props: CustomerAlarmsProps) {
    super(scope, id);
    const { api, channels, thresholds, topic } = props;
    this.tokensRejected = this.#countRejected(props.accessLog);
    this.ofDeployment = [
      addAlarm(this, 'SignInsFailing', {
        alarmDescription:
          'An unusual share of the codes that customers enter does not get them in, for whatever reason.',
        metric: share(
          'wrong + limited + refused + failed',
          signIns(this),
          'accepted + wrong + limited + refused + failed',
          thresholds.leastSignIns,
          FIVE_MINUTES,
        ),
        threshold: thresholds.failedSignInsPercent,
        topic,
      }),
      addAlarm(this, 'ServerErrors', {
        alarmDescription: 'The API answers with 5xx: a dependency fails, or there is a fault in a function.',
        metric: api.metricServerError({ period: FIVE_MINUTES, statistic: cloudwatch.Stats.SUM }),
        threshold: 5,
        topic,
      }),
      addAlarm(this, 'Slow', {
        alarmDescription:
          'One request in a hundred, or more, takes unusually long: customers wait at sign-in.',
        metric: api.metricLatency({ period: FIVE_MINUTES, statistic: cloudwatch.Stats.p(99) }),
        threshold: thresholds.slowMs,
        periods: 3,
        ignoresFew: true,
        topic,
      }),
      ...(channels.length === 0 ? [] : [this.#codesUnused(props)]),
    ];
    addAlarm(this, 'TokensRejected', {
      alarmDescription:
        'An unusual share of requests comes with a token that API Gateway does not accept, or it cannot get the keys of their issuer.',
      metric: share(
        'rejected',
        {
          rejected: this.tokensRejected,
          all: api.metricCount({ period: FIVE_MINUTES, statistic: cloudwatch.Stats.SUM }),
        },
        'all',
        thresholds.leastSignIns,
        FIVE_MINUTES,
      ),
      threshold: thresholds.rejectedTokensPercent,
      topic,
    });
  }

  #codesUnused({ channels, thresholds, topic }: CustomerAlarmsProps): cloudwatch.Alarm {
    const { metrics, whole, unused } = sentCodes(this, channels);
    return addAlarm(this, 'CodesUnused', {
      alarmDescription:
        'An unusual share of the codes that are sent is not used within ten minutes: they do not arrive, or arrive late.',
      metric: share(unused, metrics, whole, thresholds.leastSignIns, TEN_MINUTES),
      threshold: thresholds.unusedCodesPercent,
      // Codes of the end of a period are used in the next.
      periods: 2,
      topic,
    });
  }

  /** API Gateway answers these alone, so no function can count them. */
  #countRejected(logGroup: logs.ILogGroup): cloudwatch.Metric {
    const metricNamespaceOf = metricNamespace(this);
    new logs.MetricFilter(this, 'RejectedTokens', {
      logGroup,
      filterPattern: logs.FilterPattern.stringValue('$.status', '=', '401'),
      metricNamespace: metricNamespaceOf,
      metricName: 'TokensRejected',
    });
    return new cloudwatch.Metric({
      namespace: metricNamespaceOf,
      metricName: 'TokensRejected',
      period: FIVE_MINUTES,
      statistic: cloudwatch.Stats.SUM,
    });
  }
}
