/** What a widget shows: its metrics, searches and expressions, evaluated as CloudWatch does, as far as they are used. */

import type { Value } from './metrics.ts';
import type { Row, Shown, Widget } from './widgets.ts';

export interface Range {
  readonly from: number;
  readonly to: number;
  readonly periodMs: number;
}

/** One value for each period; `undefined` where there is no data. */
type Points = readonly (number | undefined)[];

export interface Series {
  readonly label: string;
  readonly color: string | undefined;
  readonly points: Points;
}

export function seriesOf(
  { properties: { metrics = [] } }: Widget,
  values: readonly Value[],
  range: Range,
): readonly Series[] {
  const known = new Map<string, Points>();
  for (const row of metrics) {
    const { id, expression } = shownOf(row);
    if (id !== undefined && expression === undefined) known.set(id, pointsOf(row, values, range));
  }
  return metrics.flatMap((row): readonly Series[] => {
    const { expression, visible = true, label, color } = shownOf(row);
    if (!visible) return [];
    if (expression === undefined) {
      const stat = shownOf(row).stat ?? '';
      return [{ label: label ?? `${row[1]} ${stat}`, color, points: pointsOf(row, values, range) }];
    }
    if (expression.startsWith('SEARCH(')) return search(expression, values, range);
    return [{ label: label ?? '', color, points: calculate(expression, known, range) }];
  });
}

function shownOf(row: Row): Shown {
  const last = row.at(-1);
  return typeof last === 'object' ? last : {};
}

function pointsOf(row: Row, values: readonly Value[], range: Range): Points {
  const [, name, ...rest] = row.filter((one) => typeof one === 'string');
  const dimensions = Object.fromEntries(
    rest.flatMap((key, at) => (at % 2 === 0 ? [[key, rest[at + 1]]] : [])),
  );
  const found = values.filter((one) => one.name === name && isSame(one.dimensions, dimensions));
  return byPeriod(found, shownOf(row).stat ?? 'Sum', range);
}

const isSame = (one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>) =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted());

function byPeriod(found: readonly Value[], stat: string, { from, to, periodMs }: Range): Points {
  return Array.from({ length: Math.ceil((to - from) / periodMs) }, (_, period) => {
    const start = from + period * periodMs;
    const inIt = found.filter(({ at }) => at >= start && at < start + periodMs);
    return inIt.length === 0
      ? undefined
      : statistic(
          stat,
          inIt.flatMap(({ values }) => values),
        );
  });
}

function statistic(stat: string, values: readonly number[]): number | undefined {
  if (stat === 'Sum') return values.reduce((total, value) => total + value, 0);
  const sorted = values.toSorted((one, other) => one - other);
  const percentile = stat === 'Maximum' ? 100 : Number(stat.slice(1));
  return sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)];
}

/** `SEARCH('{"Namespace",dimension,…} MetricName="Name"', 'Sum', 300)`. */
function search(expression: string, values: readonly Value[], range: Range): readonly Series[] {
  const [, schema = '', name] = /\{"[^"]+",([\w,]+)\} MetricName="(\w+)"/.exec(expression) ?? [];
  const fields = schema.split(',');
  const groups = Map.groupBy(
    values.filter(
      (one) =>
        one.name === name && Object.keys(one.dimensions).toSorted().join() === fields.toSorted().join(),
    ),
    ({ dimensions }) => fields.map((field) => dimensions[field]).join(' '),
  );
  return [...groups].map(([label, found]) => ({
    label,
    color: undefined,
    points: byPeriod(found, 'Sum', range),
  }));
}

/** The one form that the dashboard has: `100 * <part> / (<sum>)`, of `FILL(metric, 0)`. Of nothing there is no share. */
function calculate(expression: string, known: ReadonlyMap<string, Points>, range: Range): Points {
  const form = /^100 \* (?<part>[^/]+) \/ \((?<whole>[^/]+)\)$/.exec(expression);
  if (form?.groups === undefined) throw new Error(`Not evaluated here: ${expression}`);
  const { whole = '', part = '' } = form.groups;
  const total = (terms: string, period: number): number =>
    [...terms.matchAll(/FILL\((\w+), 0\)/g)].reduce(
      (sum, [, name = '']) => sum + (known.get(name)?.[period] ?? 0),
      0,
    );
  return Array.from({ length: Math.ceil((range.to - range.from) / range.periodMs) }, (_, period) => {
    const all = total(whole, period);
    return all > 0 ? (100 * total(part, period)) / all : undefined;
  });
}
