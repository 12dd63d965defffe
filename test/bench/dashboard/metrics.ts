/** Metrics as CloudWatch has them: those in the functions' lines, and what API Gateway counts, by its access log. */

export interface Value {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly values: readonly number[];
}

interface Embedded {
  readonly Timestamp: number;
  readonly CloudWatchMetrics: readonly {
    readonly Dimensions: readonly (readonly string[])[];
    readonly Metrics: readonly { readonly Name: string }[];
  }[];
}

export const readMetrics = (lines: readonly string[]): readonly Value[] =>
  lines.flatMap((line) => {
    const entry = entryOf(line);
    if (entry === undefined) return [];
    return '_aws' in entry ? embeddedIn(entry) : countedIn(entry);
  });

type Entry = Readonly<Record<string, unknown>>;

/** Lines may have the function's name before what it wrote. */
function entryOf(line: string): Entry | undefined {
  const start = line.indexOf('{"');
  if (start < 0) return undefined;
  try {
    return JSON.parse(line.slice(start));
  } catch {
    return undefined;
  }
}

function embeddedIn(entry: Entry): readonly Value[] {
  const { Timestamp, CloudWatchMetrics } = entry._aws as Embedded;
  return CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name }) =>
      Dimensions.map((set) => ({
        name: Name,
        dimensions: Object.fromEntries(set.map((field) => [field, String(entry[field])])),
        at: Timestamp,
        values: [entry[Name]].flat() as number[],
      })),
    ),
  );
}

/** A line of the access log. */
function countedIn({ route, time, status, latencyMs }: Entry): readonly Value[] {
  if (route === undefined || time === undefined) return [];
  const at = Date.parse(String(time));
  return [
    { name: 'Latency', dimensions: { ApiId: '*' }, at, values: [Number(latencyMs)] },
    ...(status === '401' ? [{ name: 'TokensRejected', dimensions: {}, at, values: [1] }] : []),
  ];
}
