/** Lines of the log as CloudWatch reads metrics from them. */

import * as z from 'zod';
import { startMetrics } from '../../../shared/observability/metrics.ts';

const name = z.string().min(1);

/**
 * The embedded format, with the bounds of the JSON schema that AWS publishes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
const embedded = z.looseObject({
  _aws: z.strictObject({
    Timestamp: z.int(),
    CloudWatchMetrics: z
      .array(
        z.strictObject({
          Namespace: name.max(1024),
          Dimensions: z.array(z.array(name.max(250)).max(30)).min(1),
          Metrics: z
            .array(z.strictObject({ Name: name.max(1024), Unit: z.enum(['Count', 'Milliseconds']) }))
            .max(100),
        }),
      )
      .min(1),
  }),
});

/** Of a metric: name, then each dimension with its value. */
export interface Written {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: readonly number[];
  readonly at: number;
}

/** The metrics in a line; throws for a line that CloudWatch would make none of. */
export function metricsIn(entry: Readonly<Record<string, unknown>>): readonly Written[] {
  if (!('_aws' in entry)) return [];
  const { _aws } = embedded.parse(entry);
  return _aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Metrics.flatMap((metric) =>
      Dimensions.map((set) => ({
        namespace,
        name: metric.Name,
        // Targets of dimensions have to be text, those of metrics numbers, or up to a hundred of them.
        dimensions: Object.fromEntries(set.map((field) => [field, z.string().min(1).parse(entry[field])])),
        values: z
          .union([z.number().transform((value) => [value]), z.array(z.number()).min(1).max(100)])
          .parse(entry[metric.Name]),
        at: _aws.Timestamp,
      })),
    ),
  );
}

/** Measures in each test of the file. */
export function withMetrics(namespace: string, now: () => number): void {
  beforeEach(() => startMetrics({ namespace, now }));
  afterEach(() => startMetrics(undefined));
}
