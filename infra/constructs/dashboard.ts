/** The dashboard: at its top whether customers are getting in, below it why they might not. */

import { Duration, Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Channel } from '../../shared/domain/method.ts';
import type { Dependency } from '../../shared/observability/metrics.ts';
import { NETWORKS } from './alarms.ts';
import { OUTCOMES, sentCodes, signIns } from './customer-metrics.ts';
import { iteratorAge } from './function-alarms.ts';
import { metricNamespace, ofCalls } from './metric.ts';

export interface DashboardProps {
  readonly api: apigateway.HttpApi;
  /** How codes are sent; none where none are. */
  readonly channels: readonly Channel[];
  /** By their names. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly publisher: LambdaFunction;
  readonly tokensRejected: cloudwatch.IMetric;
  readonly customerAlarms: readonly cloudwatch.Alarm[];
}

const FIVE_MINUTES = Duration.minutes(5);
const { SUM } = cloudwatch.Stats;
const { GraphWidget, MathExpression, TextWidget } = cloudwatch;

const COLOURS = {
  accepted: cloudwatch.Color.GREEN,
  wrong: cloudwatch.Color.ORANGE,
  limited: cloudwatch.Color.PURPLE,
  refused: cloudwatch.Color.BROWN,
  failed: cloudwatch.Color.RED,
} as const;

export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
      // An account has each name once, in all of its Regions together.
      dashboardName: `${Stack.of(this).stackName}-${Stack.of(this).region}`,
      defaultInterval: Duration.hours(3),
      periodOverride: cloudwatch.PeriodOverride.INHERIT,
    });
    dashboard.addWidgets(...this.#gettingIn(props));
    dashboard.addWidgets(...this.#signIns(props));
    dashboard.addWidgets(heading('What they ask for'));
    dashboard.addWidgets(...this.#requests(props));
    dashboard.addWidgets(heading('What it depends on'));
    dashboard.addWidgets(...this.#dependencies(props));
    dashboard.addWidgets(heading('What happens behind it'));
    dashboard.addWidgets(...this.#behind(props));
  }

  /** The question, its answer, and the alarms that would say no. */
  #gettingIn({ customerAlarms }: DashboardProps): readonly cloudwatch.IWidget[] {
    const all = OUTCOMES.map((outcome) => `FILL(${outcome}, 0)`).join(' + ');
    // Where nobody tries, there is no point: neither all nor none of them got in.
    const gotIn = new MathExpression({
      expression: `100 * FILL(accepted, 0) / (${all})`,
      usingMetrics: { ...signIns(this) },
      label: 'of the codes got them in, %',
      color: COLOURS.accepted,
      period: FIVE_MINUTES,
    });
    return [
      heading('Are customers getting in?'),
      new cloudwatch.SingleValueWidget({
        title: 'Customers who get in',
        metrics: [gotIn],
        width: 6,
        height: 6,
        sparkline: true,
      }),
      new cloudwatch.AlarmStatusWidget({
        title: 'What they feel',
        alarms: [...customerAlarms],
        width: 6,
        height: 6,
      }),
      new GraphWidget({
        title: 'Sign-ins by outcome',
        left: OUTCOMES.map((outcome) =>
          signIns(this)[outcome].with({ label: outcome, color: COLOURS[outcome] }),
        ),
        stacked: true,
        width: 12,
        height: 6,
      }),
    ];
  }

  #signIns({ api, channels }: DashboardProps): readonly cloudwatch.IWidget[] {
    const byMethod = new GraphWidget({
      title: 'Sign-ins by method',
      left: [this.#search('SignIns', ['method', 'outcome'])],
      width: 8,
    });
    const slow = new GraphWidget({
      title: 'How long an answer takes, ms',
      left: [99, 90, 50].map((percentile) =>
        api.metricLatency({ period: FIVE_MINUTES, statistic: cloudwatch.Stats.p(percentile) }),
      ),
      width: 8,
    });
    if (channels.length === 0) return [byMethod, slow];
    const { sent, used } = sentCodes(this, channels);
    const codes = new GraphWidget({
      title: 'Codes sent and used',
      left: [
        ...Object.entries(sent).map(([channel, metric]) => metric.with({ label: `sent by ${channel}` })),
        used.usedToSignIn.with({ label: 'used to sign in' }),
        used.usedToEnrol.with({ label: 'used to enrol' }),
      ],
      width: 8,
    });
    return [byMethod, codes, slow];
  }

  #requests({ channels, tokensRejected }: DashboardProps): readonly cloudwatch.IWidget[] {
    const widgets = [
      new GraphWidget({
        title: 'Requests by operation and outcome',
        left: [this.#search('Requests', ['operation', 'result'])],
        width: 12,
      }),
      new GraphWidget({
        title: 'Limits hit, and tokens rejected',
        left: [this.#search('LimitsHit', ['limit']), tokensRejected],
        width: channels.length > 0 ? 6 : 12,
      }),
    ];
    if (channels.length === 0) return widgets;
    const countries = new GraphWidget({
      title: 'Codes sent by channel and country',
      left: [this.#search('CodesSent', ['channel', 'country'])],
      width: 6,
    });
    return [...widgets, countries];
  }

  #dependencies({ channels }: DashboardProps): readonly cloudwatch.IWidget[] {
    // The issuer is asked by API Gateway: where its keys cannot be had, tokens are rejected.
    const names: readonly Dependency[] = [
      ...(['DynamoDB', 'KMS', 'EventBridge', 'SES'] as const),
      ...channels.map((channel) => NETWORKS[channel]),
    ];
    return [
      new GraphWidget({
        title: 'How long 99 of 100 calls take, ms',
        left: names.map((name) => ofCalls(this, name, 'Latency', 'p99').with({ label: name })),
        width: 12,
      }),
      new GraphWidget({
        title: 'Calls that fail, and those of KMS that are throttled',
        left: [
          ...names.map((name) => ofCalls(this, name, 'Failures').with({ label: name })),
          ofCalls(this, 'KMS', 'Throttles').with({ label: 'KMS, throttled' }),
        ],
        width: 12,
      }),
    ];
  }

  #behind({ functions, publisher }: DashboardProps): readonly cloudwatch.IWidget[] {
    const ofFunctions = (metric: (fn: LambdaFunction) => cloudwatch.Metric) =>
      [...functions].map(([name, fn]) => metric(fn).with({ label: name, period: FIVE_MINUTES }));
    return [
      new GraphWidget({
        title: 'Functions: errors, time-outs included',
        left: ofFunctions((fn) => fn.metricErrors()),
        width: 6,
      }),
      new GraphWidget({
        title: 'Functions: throttles',
        left: ofFunctions((fn) => fn.metricThrottles()),
        width: 6,
      }),
      new GraphWidget({
        title: 'Events and notices',
        left: [this.#search('DomainEvents', ['eventType']), this.#search('Notices', ['event'])],
        width: 6,
      }),
      new GraphWidget({ title: 'How far events are behind, ms', left: [iteratorAge(publisher)], width: 6 }),
    ];
  }

  /** Each metric of this name that there is, however many values its dimensions have. */
  #search(metricName: string, dimensions: readonly string[]): cloudwatch.MathExpression {
    const schema = [`"${metricNamespace(this)}"`, ...dimensions].join();
    const label = dimensions.map((name) => `\${PROP('Dim.${name}')}`).join(' ');
    return new MathExpression({
      expression: `SEARCH('{${schema}} MetricName="${metricName}"', '${SUM}', ${FIVE_MINUTES.toSeconds()})`,
      usingMetrics: {},
      label,
      period: FIVE_MINUTES,
    });
  }
}

const heading = (text: string) => new TextWidget({ markdown: `## ${text}`, width: 24, height: 1 });
