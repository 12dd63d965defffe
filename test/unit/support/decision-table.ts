/** Every combination of what a sign-in's decision looks at, decided, and printed as a table. */

import type { LoginMethod } from '../../../shared/domain/login-method.ts';
import type { PromptPolicy } from '../../../shared/domain/policy.ts';
import { decide } from '../../../shared/domain/sign-in-policy.ts';
import { DAY, kim, totpFactor } from './users.ts';

/** As configured by default. */
export const DEFAULT_PROMPT: PromptPolicy = {
  from: Date.UTC(2023, 7, 7),
  requiredAfterDays: null,
  requiredAfterSkips: null,
};

export interface DecisionRow {
  readonly login: LoginMethod;
  readonly enabled: boolean;
  readonly signUp: boolean;
  readonly date: 'before' | 'the day' | 'after';
  readonly prompt: 'always skippable' | 'due after 3 skips';
  readonly skips: number;
  readonly decision: string;
}

const LOGINS = ['password', 'oauth', 'saml', 'sso', 'api_key'] as const;
const DATES = { before: -1, 'the day': 0, after: 400 * DAY } as const;
const PROMPTS = { 'always skippable': null, 'due after 3 skips': 3 } as const;
const SKIPS = [0, 2, 3, 4];

export function decisionRows(): readonly DecisionRow[] {
  const rows: DecisionRow[] = [];
  for (const login of LOGINS)
    for (const enabled of [true, false])
      for (const signUp of [false, true])
        for (const date of ['before', 'the day', 'after'] as const)
          for (const prompt of ['always skippable', 'due after 3 skips'] as const)
            for (const skips of SKIPS) rows.push(decided({ login, enabled, signUp, date, prompt, skips }));
  return rows;
}

function decided(facts: Omit<DecisionRow, 'decision'>): DecisionRow {
  const now = DEFAULT_PROMPT.from + DATES[facts.date];
  const { login, enabled, signUp, skips } = facts;
  const prompt = { skips, ...(skips > 0 && { firstAskedAt: now - DAY }) };
  const policy = { ...DEFAULT_PROMPT, requiredAfterSkips: PROMPTS[facts.prompt] };
  const user = kim({ prompt, ...(enabled && { factor: totpFactor() }) });
  const decision = decide(user, { loginMethod: login, signUp, now }, policy);
  switch (decision.decision) {
    case 'challenge':
      return { ...facts, decision: 'challenge' };
    case 'enroll':
      return { ...facts, decision: decision.skippable ? 'enroll, skippable' : 'enroll' };
    case 'allow':
      return { ...facts, decision: `allow (${decision.reason})` };
  }
}

const COLUMNS = ['login', 'enabled', 'signUp', 'date', 'prompt', 'skips', 'decision'] as const;
type Column = (typeof COLUMNS)[number];

/** Prints the table; what makes no difference is folded into one row, its values joined. */
export function printTable(rows: readonly DecisionRow[]): void {
  const cells = rows.map((row) => COLUMNS.map((column) => shown(row, column)));
  const folded = [5, 4, 3, 2, 1, 0].reduce(fold, cells);
  const table = [['login method', 'enabled', 'sign-up', 'date', 'prompt', 'skips', 'decision'], ...folded];
  const widths = COLUMNS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  process.stdout.write(`\nSign-in decisions\n${lines.join('\n')}\n`);
}

function shown(row: DecisionRow, column: Column): string {
  const value = row[column];
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** Joins the rows that differ in this column only. */
function fold(rows: readonly (readonly string[])[], column: number): readonly (readonly string[])[] {
  const groups = new Map<string, { first: readonly string[]; values: string[] }>();
  for (const row of rows) {
    const key = JSON.stringify(row.toSpliced(column, 1));
    const group = groups.get(key) ?? { first: row, values: [] };
    group.values.push(row[column] ?? '');
    groups.set(key, group);
  }
  const all = new Set(rows.map((row) => row[column])).size;
  return [...groups.values()].map(({ first, values }) =>
    first.with(column, values.length === all && all > 1 ? 'any' : values.join(', ')),
  );
}
