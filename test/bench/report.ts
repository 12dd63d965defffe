/** The report for people; `--json` prints the same for machines. */

import type { Budget } from './budgets.ts';
import type { MeasuredFunctions } from './measure-functions.ts';
import type { MeasuredOperation } from './measure-operations.ts';
import { renderTable } from './table.ts';
import type { WarmVerify } from './warm-verify.ts';

export interface Report {
  readonly functions: MeasuredFunctions;
  readonly warm: WarmVerify;
  readonly operations: readonly MeasuredOperation[];
  readonly budgets: readonly Budget[];
}

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

function functionTable({ functions, bareClient, emptyModule }: MeasuredFunctions): string {
  const head = ['function', 'kB', 'kB at start', 'ratio', 'cpu ms', 'ratio by wall', 'wall ms'];
  const times = (cpuRatio: number, cpuMs: number, wallRatio: number, wallMs: number): readonly string[] => [
    cpuRatio.toFixed(2),
    cpuMs.toFixed(1),
    wallRatio.toFixed(2),
    wallMs.toFixed(1),
  ];
  const bare = kilobytes(bareClient.bytes);
  const empty = times(
    emptyModule.cpuMs / bareClient.cpuMs,
    emptyModule.cpuMs,
    emptyModule.wallMs / bareClient.wallMs,
    emptyModule.wallMs,
  );
  return renderTable(head, [
    ['(an empty module)', '0.0', '0.0', ...empty],
    ['(a bare DynamoDB client)', bare, bare, ...times(1, bareClient.cpuMs, 1, bareClient.wallMs)],
    ...functions.map((one) => [
      one.name,
      kilobytes(one.totalBytes),
      kilobytes(one.coldBytes),
      ...times(one.cpuRatio, one.cpuMs, one.wallRatio, one.wallMs),
    ]),
  ]);
}

function warmTable({ right, rightSdk, wrong, wrongSdk, betterAuth }: WarmVerify): string {
  const row = (name: string, all: number, sdk: number): readonly string[] => [
    name,
    ...[all, sdk, all - sdk, all / betterAuth].map((value) => value.toFixed(2)),
  ];
  return renderTable(
    ['request', 'cpu ms', 'of it the SDK', 'beyond it', 'ratio'],
    [
      row('right code', right, rightSdk),
      row('wrong code', wrong, wrongSdk),
      row("(better-auth's, right code, in memory)", betterAuth, 0),
    ],
  );
}

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => (count === 1 ? name : `${count} ${name}`))
    .join(', ') || '-';

function operationTable(operations: readonly MeasuredOperation[]): string {
  const head = ['operation', 'request', 'start', 'DynamoDB', 'in turn', 'RCU', 'WCU', 'other services'];
  return renderTable(
    head,
    operations.map((one) => [
      one.operation,
      one.situation,
      one.start,
      listed(one.dynamoDb),
      one.roundTrips,
      one.readUnits,
      one.writeUnits,
      listed(one.others),
    ]),
  );
}

function budgetTable(budgets: readonly Budget[]): string {
  const rounded = (value: number): number => Number(value.toFixed(2));
  return renderTable(
    ['budget', 'measured', 'at most', 'result'],
    budgets.map(({ what, measured, limit, met }) => [what, rounded(measured), limit, met ? 'pass' : 'FAIL']),
  );
}

export function renderReport({ functions, warm, operations, budgets }: Report): string {
  const failed = budgets.filter(({ met }) => !met).length;
  return [
    `Functions: size, and cold start as a ratio to a bare @aws-sdk/client-dynamodb (Node ${process.version})`,
    functionTable(functions),
    '',
    "Warm verify-challenge, authenticator app: processor time of a request, as a ratio to better-auth's",
    warmTable(warm),
    `The customer's record, with ten backup codes and an address: ${warm.recordBytes} bytes of the 1024 in a write unit`,
    '',
    'Operations: what a request asks of AWS; "in turn" are DynamoDB requests that wait for one another',
    operationTable(operations),
    '',
    budgetTable(budgets),
    '',
    failed === 0 ? 'PASS: every budget is met.' : `FAIL: ${failed} of ${budgets.length} budgets not met.`,
  ].join('\n');
}

const plain = (_key: string, value: unknown): unknown =>
  value instanceof Set ? [...value].toSorted() : value;

export const renderJson = (report: Report): string => JSON.stringify(report, plain, 2);
