/** The cost as Markdown, for people and for docs/cost.md. */

import type { Figures } from '../bench/figures.ts';
import { compare, idleCost, journeyCost } from './cost.ts';
import type { Price, Prices } from './prices.ts';
import { JOURNEYS, type Journey, usageOf } from './usage.ts';

export interface CostOptions {
  /** Sign-ins of an active user in a month. */
  readonly signIns: number;
  /** Regions that the keys are replicated to. */
  readonly replicas: number;
  /** Resources by type, of the template whose idle cost is computed. */
  readonly resources: Figures['resources'];
}

type Cell = string | number;

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const money = (usd: number, digits = 2): string =>
  usd.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Of a million, which is what a bill is made of. */
const million = (usd: number): string => money(usd * 1e6, 0);

const journeys = Object.keys(JOURNEYS) as Journey[];

function journeyTable(figures: Figures, prices: Prices): string {
  const countries = Object.keys(prices.countries);
  const rows = journeys.map((journey) => {
    const { service } = journeyCost(figures, prices, journey, 'US');
    const whole = countries.map((country) => {
      const cost = journeyCost(figures, prices, journey, country);
      return million(cost.service + cost.network);
    });
    return [journey, million(service), ...whole];
  });
  return table(
    ['a million of', "AWS's services", ...countries.map((one) => `with the network, ${one}`)],
    rows,
  );
}

function usageTable(figures: Figures): string {
  const head = [
    'one',
    'requests',
    'invocations',
    'GB-s',
    'RRU',
    'WRU',
    'KMS',
    'events',
    'mails',
    'log, bytes',
  ];
  const rows = journeys.map((journey) => {
    const usage = usageOf(figures, JOURNEYS[journey]);
    const { requests, invocations, gbSeconds, readUnits, writeUnits, kms, events, mails, logBytes } = usage;
    return [
      journey,
      requests,
      invocations,
      gbSeconds.toFixed(3),
      readUnits,
      writeUnits,
      kms,
      events,
      mails,
      logBytes,
    ];
  });
  return table(head, rows);
}

function idleTable(prices: Prices, { resources, replicas }: CostOptions): string {
  const lines = idleCost(resources, prices, replicas);
  const rows = lines.map(({ what, count, price, usd }) => [
    what,
    count,
    `${price.usd} / ${price.unit}`,
    money(usd),
  ]);
  const sum = lines.reduce((total, { usd }) => total + usd, 0);
  return table(
    ['what', 'how many', 'dollars', 'a month'],
    [...rows, ['**in all**', '', '', `**${money(sum)}**`]],
  );
}

function comparisonTable(figures: Figures, prices: Prices, { signIns }: CostOptions): string {
  const own = (journey: Journey): number => {
    const { service, network } = journeyCost(figures, prices, journey, 'US');
    return service + network;
  };
  const rows = compare(prices, signIns).map(({ service, basis, app, text }) => [
    service,
    basis,
    million(app),
    million(text),
  ]);
  const ours = [
    'this service',
    'list prices of AWS',
    million(own('sign-in by authenticator app')),
    million(own('sign-in by text')),
  ];
  return table(['', 'paid by', 'a million by app', 'a million by text, US'], [ours, ...rows]);
}

function priceTable({ aws, countries, others }: Prices): string {
  const named: readonly (readonly [string, Price])[] = [
    ...Object.entries(aws),
    ...Object.entries(countries).flatMap(([country, { text, callMinute }]) => [
      [`text, ${country}`, text] as const,
      [`callMinute, ${country}`, callMinute] as const,
    ]),
    ...Object.entries(others),
  ];
  const rows = named.map(([name, { usd, unit, region, date, seen, source, note = '' }]) => [
    name,
    `${usd} / ${unit}`,
    region,
    date,
    seen,
    source,
    note,
  ]);
  return table(['price', 'dollars', 'Region', 'date', 'seen', 'source', ''], rows);
}

/** All tables, under the headings of docs/cost.md. */
export function renderCost(figures: Figures, prices: Prices, options: CostOptions): string {
  return [
    '## A million of each\n',
    journeyTable(figures, prices),
    '\n## A month in which nobody comes\n',
    idleTable(prices, options),
    '\n## Beside other services\n',
    comparisonTable(figures, prices, options),
    '\n## What one takes\n',
    `Measured by \`npm run bench -- --figures\` on ${figures.measuredOn}, each call to AWS held back for ${figures.heldMs} ms.\n`,
    usageTable(figures),
    '\n## Prices\n',
    priceTable(prices),
  ].join('\n');
}
