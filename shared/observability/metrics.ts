/**
 * What of the log is counted: CloudWatch makes metrics of lines in its embedded format, so a line that is written anyway
 * says which of its fields are one, and nothing else is written, called or loaded.
 *
 * Each combination of values is a metric that costs money, so dimensions have few: no user, network or number.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */

/** What is counted, and the sets of fields that it is counted by. */
export const COUNTS = {
  /** Every answer of a function. */
  Requests: [['operation', 'result']],
  /** Codes that were entered to sign in or for a step-up. */
  SignIns: [['outcome'], ['method', 'outcome']],
  /** Codes that were entered to set a factor up. */
  Enrolments: [['method', 'outcome']],
  /** Texts and calls that a network took. */
  CodesSent: [['channel'], ['channel', 'country']],
  /** Requests that a limit refused. */
  LimitsHit: [['limit']],
  DomainEvents: [['eventType']],
  /** What became of notices: the name of the line. */
  Notices: [['event']],
} as const satisfies Readonly<Record<string, readonly (readonly Dimension[])[]>>;

export type Count = keyof typeof COUNTS;

type Dimension =
  | 'operation'
  | 'result'
  | 'outcome'
  | 'method'
  | 'channel'
  | 'country'
  | 'limit'
  | 'eventType'
  | 'event';

/** What functions call; `Issuer` only where no authorizer has checked the token. */
export const DEPENDENCIES = ['DynamoDB', 'KMS', 'SNS', 'Connect', 'SES', 'EventBridge', 'Issuer'] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** Of each dependency. A retry is a call of its own. */
export const CALL_METRICS = {
  /** How long each call took. */
  Latency: 'Milliseconds',
  /** Calls without an answer, or with one that is the dependency's fault or this service's; throttles included. */
  Failures: 'Count',
  Throttles: 'Count',
} as const;
export type CallMetric = keyof typeof CALL_METRICS;

export type CallEnding = 'answered' | 'throttled' | 'failed';

/** CloudWatch takes no more values of a metric in one line. */
const MAX_VALUES = 100;

interface Calls {
  readonly ms: number[];
  failures: number;
  throttles: number;
}

let measuring: { readonly namespace: string; readonly now: () => number } | undefined;
const calls = new Map<Dependency, Calls>();

/** From now on lines have metrics. @param options.now in milliseconds since the epoch. */
export function startMetrics(options: typeof measuring): void {
  measuring = options;
  calls.clear();
}

/** Notes a call of a dependency, for the next line. */
export function noteCall(dependency: Dependency, ms: number, ending: CallEnding): void {
  const noted = calls.get(dependency) ?? { ms: [], failures: 0, throttles: 0 };
  calls.set(dependency, noted);
  if (noted.ms.length < MAX_VALUES) noted.ms.push(Math.round(ms * 10) / 10);
  if (ending !== 'answered') noted.failures += 1;
  if (ending === 'throttled') noted.throttles += 1;
}

/** Makes a call of a dependency, and notes it. */
export async function noted<T>(
  dependency: Dependency,
  endingOf: (error: unknown) => CallEnding,
  call: () => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  try {
    const answer = await call();
    noteCall(dependency, performance.now() - begun, 'answered');
    return answer;
  } catch (error) {
    noteCall(dependency, performance.now() - begun, endingOf(error));
    throw error;
  }
}

/**
 * What makes metrics of a line: the counts that it adds to, and the calls since the line before.
 * @returns fields to add to it; none where nothing is measured.
 */
export function embedded(counts: readonly Count[]): Readonly<Record<string, unknown>> {
  if (measuring === undefined) return {};
  const { namespace, now } = measuring;
  const values: Record<string, number | readonly number[]> = {};
  const directives: object[] = counts.map((count) => {
    values[count] = 1;
    return { Namespace: namespace, Dimensions: COUNTS[count], Metrics: [{ Name: count, Unit: 'Count' }] };
  });
  const ofCalls: object[] = [];
  const add = (name: string, Unit: string, value: number | readonly number[]) => {
    values[name] = value;
    ofCalls.push({ Name: name, Unit });
  };
  for (const [dependency, { ms, failures, throttles }] of calls) {
    add(`${dependency}Latency`, CALL_METRICS.Latency, ms);
    if (failures > 0) add(`${dependency}Failures`, CALL_METRICS.Failures, failures);
    if (throttles > 0) add(`${dependency}Throttles`, CALL_METRICS.Throttles, throttles);
  }
  if (ofCalls.length > 0) directives.push({ Namespace: namespace, Dimensions: [[]], Metrics: ofCalls });
  calls.clear();
  if (directives.length === 0) return {};
  return { _aws: { Timestamp: now(), CloudWatchMetrics: directives }, ...values };
}
