/** What a mutation run comes to, in few lines: a score for each folder, and what no unit test has noticed. */

import { dirname } from 'node:path';
import type { schema } from '@stryker-mutator/api/core';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import type { Reporter } from '@stryker-mutator/api/report';
import { type Cell, renderTable } from '../bench/table.ts';

interface Mutant extends schema.MutantResult {
  readonly file: string;
  /** The source that was changed, on one line. */
  readonly was: string;
}

const oneLine = (code: string): string => code.replace(/\s+/g, ' ');

function excerpt(source: string, { start, end }: schema.Location): string {
  // Lines and columns count from one, and the end is the first character that is not part of it.
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines.push(lines.pop()?.slice(0, end.column - 1) ?? '');
  return oneLine(lines.join('\n').slice(start.column - 1));
}

function mutantsOf({ files }: Readonly<schema.MutationTestResult>): readonly Mutant[] {
  const mutants = Object.entries(files).flatMap(([file, { source, mutants: found }]) =>
    found.map((mutant) => ({ ...mutant, file, was: excerpt(source, mutant.location) })),
  );
  return mutants.toSorted(
    (one, other) => one.file.localeCompare(other.file) || one.location.start.line - other.location.start.line,
  );
}

function row(name: string, mutants: readonly Mutant[]): readonly Cell[] {
  const count = (status: schema.MutantStatus): number =>
    mutants.filter((mutant) => mutant.status === status).length;
  const [killed, timedOut] = [count('Killed'), count('Timeout')];
  const [survived, notReached] = [count('Survived'), count('NoCoverage')];
  const noticed = killed + timedOut;
  const all = noticed + survived + notReached;
  const score = all === 0 ? '-' : ((100 * noticed) / all).toFixed(1);
  return [name, score, killed, timedOut, survived, notReached];
}

/** Part of the project that a file is in: its folder, at most two deep. */
const partOf = ({ file }: Mutant): string => dirname(file).split('/').slice(0, 2).join('/');

function scores(mutants: readonly Mutant[]): string {
  const parts = [...Map.groupBy(mutants, partOf)];
  return renderTable(
    ['folder', 'score', 'killed', 'timed out', 'survived', 'not reached'],
    [...parts.map(([part, own]) => row(part, own)), row('all', mutants)],
  );
}

/** Both on one line; of long ones the place where they part. */
function change(was: string, is: string): string {
  const room = 60;
  let same = 0;
  while (same < was.length && was[same] === is[same]) same += 1;
  const from = was.length > room ? Math.max(0, same - room / 3) : 0;
  const cut = (text: string): string =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + room)}${text.length > from + room ? '…' : ''}`;
  return `${cut(was)}  →  ${cut(is)}`;
}

const survivor = ({ file, location: { start }, was, replacement = '' }: Mutant): string =>
  `${file}:${start.line}:${start.column}  ${change(was, oneLine(replacement))}`;

/** @returns such as `3-5, 9`. */
function ranges(ascending: readonly number[]): string {
  const found: { from: number; to: number }[] = [];
  for (const number of ascending) {
    const last = found.at(-1);
    if (last !== undefined && number <= last.to + 1) last.to = number;
    else found.push({ from: number, to: number });
  }
  return found.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

const unreached = ([file, mutants]: readonly [string, readonly Mutant[]]): string =>
  `${file}  ${mutants.length} in lines ${ranges(mutants.map(({ location }) => location.start.line))}`;

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${title}\n${lines.join('\n')}\n`;

function renderSummary(mutants: readonly Mutant[]): string {
  const having = (status: schema.MutantStatus): readonly Mutant[] =>
    mutants.filter((mutant) => mutant.status === status);
  return [
    `\n${scores(mutants)}\n`,
    section('Survived', having('Survived').map(survivor)),
    section(
      'Not reached by any unit test',
      [...Map.groupBy(having('NoCoverage'), ({ file }) => file)].map(unreached),
    ),
  ].join('');
}

const summary: Reporter = {
  onMutationTestReportReady: (report) => void process.stdout.write(renderSummary(mutantsOf(report))),
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Reporter, 'summary', summary)];
