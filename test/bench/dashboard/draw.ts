/** The dashboard as a picture, laid out on CloudWatch's grid of 24 columns. */

import type { Range, Series } from './evaluate.ts';
import type { Widget } from './widgets.ts';

export interface Drawn {
  readonly widget: Widget;
  readonly series: readonly Series[];
}

const COLUMN = 56;
const ROW = 44;
const GAP = 6;
const COLOURS = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#bcbd22',
  '#17becf',
];
const MOST_IN_LEGEND = 10;
const LEGEND_LINE = 14;

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (one) => `&#${one.codePointAt(0)};`);
const number = (value: number): string => String(Math.round(value * 10) / 10);

function text(x: number, y: number, words: string, style: string): string {
  return `<text x="${number(x)}" y="${number(y)}" ${style}>${escapeXml(words)}</text>`;
}

export function drawDashboard(drawn: readonly Drawn[], range: Range): string {
  const height = Math.max(...drawn.map(({ widget }) => (widget.y + widget.height) * ROW));
  const width = 24 * COLUMN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    ' font-family="Helvetica, Arial, sans-serif">',
    '<title>The dashboard, from metrics that the local system wrote</title>',
    `<rect width="${width}" height="${height}" fill="#f2f3f3"/>`,
    ...drawn.map((one) => drawWidget(one, range)),
    '</svg>\n',
  ].join('\n');
}

function drawWidget({ widget, series }: Drawn, range: Range): string {
  const { x, y, width, height, type, properties } = widget;
  const box = {
    left: x * COLUMN + GAP / 2,
    top: y * ROW + GAP / 2,
    width: width * COLUMN - GAP,
    height: height * ROW - GAP,
  };
  if (type === 'text') {
    const words = (properties.markdown ?? '').replace(/^#+ /, '');
    return text(box.left + 6, box.top + 27, words, 'font-size="20" font-weight="bold" fill="#16191f"');
  }
  const frame = [
    `<rect x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}" fill="#fff" stroke="#d5dbdb"/>`,
    text(
      box.left + 10,
      box.top + 20,
      properties.title ?? '',
      'font-size="13" font-weight="bold" fill="#16191f"',
    ),
  ];
  if (type === 'alarm') return [...frame, drawAlarms(box, properties.alarms?.length ?? 0)].join('\n');
  const data = series.filter(({ points }) => points.some((point) => point !== undefined));
  if (properties.view === 'singleValue') return [...frame, drawValue(box, data)].join('\n');
  if (data.length === 0) {
    const none = 'no data: AWS’s own metric, or nothing happened';
    const middle = `font-size="12" fill="#687078" text-anchor="middle"`;
    return [...frame, text(box.left + box.width / 2, box.top + box.height / 2, none, middle)].join('\n');
  }
  return [...frame, drawGraph(box, data, properties.stacked ?? false, range)].join('\n');
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const drawAlarms = ({ left, top }: Box, count: number): string =>
  text(left + 10, top + 60, `${count} alarms, which only AWS evaluates`, 'font-size="12" fill="#687078"');

function drawValue(box: Box, [series]: readonly Series[]): string {
  const points = series?.points ?? [];
  const last = points.at(-1) ?? 0;
  const graph = { ...box, top: box.top + box.height / 2, height: box.height / 2 };
  const color = series?.color ?? COLOURS[0];
  return [
    text(box.left + 10, box.top + 78, number(last), `font-size="48" fill="${color}"`),
    text(box.left + 10, box.top + 102, series?.label ?? '', 'font-size="12" fill="#545b64"'),
    `<path d="${path(points, graph, 100)}" fill="none" stroke="${color}" stroke-width="2"/>`,
  ].join('\n');
}

/** A line through the points, broken where there is no data; a lonely point is a dash. */
function path(points: Series['points'], { left, top, width, height }: Box, most: number): string {
  const step = width / points.length;
  return points
    .map((point, at) => {
      if (point === undefined) return '';
      const [px, py] = [left + (at + 0.5) * step, top + height - (point / most) * height];
      const isFirst = at === 0 || points[at - 1] === undefined;
      const isAlone = isFirst && points[at + 1] === undefined;
      return `${isFirst ? 'M' : 'L'}${number(px)} ${number(py)}${isAlone ? 'h3' : ''}`;
    })
    .join('');
}

function drawGraph(box: Box, series: readonly Series[], stacked: boolean, { from, to }: Range): string {
  const shown = series.slice(0, MOST_IN_LEGEND);
  const columns = Math.max(1, Math.floor(box.width / 170));
  const legendHeight = Math.ceil(shown.length / columns) * LEGEND_LINE;
  const plot = {
    left: box.left + 44,
    top: box.top + 32,
    width: box.width - 58,
    height: box.height - 58 - legendHeight,
  };
  const heights = stacked ? stack(series) : series.map(({ points }) => points);
  const most = roundUp(Math.max(1, ...heights.flat().map((point) => point ?? 0)));
  const grid = [0, 0.5, 1].flatMap((share) => {
    const y = plot.top + plot.height * (1 - share);
    return [
      `<line x1="${plot.left}" x2="${plot.left + plot.width}" y1="${number(y)}" y2="${number(y)}" stroke="#eaeded"/>`,
      text(plot.left - 6, y + 4, number(most * share), 'font-size="10" fill="#687078" text-anchor="end"'),
    ];
  });
  const times = [0, 0.5, 1].map((share) => {
    const at = new Date(from + (to - from) * share).toISOString().slice(11, 16);
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    const style = `font-size="10" fill="#687078" text-anchor="${anchor}"`;
    return text(plot.left + plot.width * share, plot.top + plot.height + 14, at, style);
  });
  const lines = heights.map((points, at) => {
    const color = colorOf(series, at);
    const line = path(points, plot, most);
    if (!stacked) return `<path d="${line}" fill="none" stroke="${color}" stroke-width="1.5"/>`;
    const step = plot.width / points.length;
    const end = plot.left + plot.width - step / 2;
    const base = plot.top + plot.height;
    return `<path d="${line}L${number(end)} ${base}L${number(plot.left + step / 2)} ${base}Z" fill="${color}"/>`;
  });
  // The topmost of a stack is drawn first, so that those below it cover the rest.
  const ordered = stacked ? lines.toReversed() : lines;
  const legend = shown.flatMap(({ label }, at) => {
    const lx = box.left + 12 + (at % columns) * ((box.width - 16) / columns);
    const ly = plot.top + plot.height + 30 + Math.floor(at / columns) * LEGEND_LINE;
    const hidden = at === MOST_IN_LEGEND - 1 && series.length > MOST_IN_LEGEND;
    const words = hidden ? `and ${series.length - MOST_IN_LEGEND + 1} more` : label;
    return [
      `<rect x="${number(lx)}" y="${number(ly - 8)}" width="9" height="9" fill="${colorOf(series, at)}"/>`,
      text(lx + 13, ly, words, 'font-size="10" fill="#16191f"'),
    ];
  });
  return [...grid, ...times, ...ordered, ...legend].join('\n');
}

const colorOf = (series: readonly Series[], at: number): string =>
  series[at]?.color ?? COLOURS[at % COLOURS.length] ?? '';

/** Each upon those before it; no data is nothing. */
function stack(series: readonly Series[]): readonly Series['points'][] {
  let below: readonly number[] = [];
  return series.map(({ points }) => {
    below = points.map((point, at) => (point ?? 0) + (below[at] ?? 0));
    return below;
  });
}

/** The next number of one digit. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return Math.ceil(value / unit) * unit;
}
