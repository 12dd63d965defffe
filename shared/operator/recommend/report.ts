/** What the operator sees: how far it is, which rows made no sense, and what came of it all. */

import { Presets, SingleBar } from 'cli-progress';

export interface Tally {
  readonly mailed: number;
  /** By an earlier run, or the same address came before. */
  readonly mailedBefore: number;
  /** Has a second factor. */
  readonly enrolled: number;
  /** Signed in last in a way that needs no second factor. */
  readonly exempt: number;
  /** SES takes no mail for it. */
  readonly badAddress: number;
  /** Rows that make no sense. */
  readonly faulty: number;
  /** It is not known whether these were mailed. */
  readonly unsure: number;
}

export interface Report {
  count(what: Exclude<keyof Tally, 'faulty' | 'unsure'>): void;
  fault(line: number, why: string): void;
  unsure(line: number): void;
  tally(): Tally;
  end(): void;
}

/** The part of a terminal or file that the report is written to. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Between two lines of progress where there is no terminal to draw a bar on. */
const LINE_MS = 5000;

/**
 * @param total about how many rows there are.
 * @param now milliseconds.
 */
export function createReport(total: number, output: Output, now: () => number): Report {
  const counts = { ...NOTHING };
  let lastLine = now();
  const bar = output.isTTY === true ? startBar(total) : undefined;

  const say = (text: string): void => {
    // The bar draws itself again below.
    output.write(bar === undefined ? `${text}\n` : `\r\x1b[K${text}\n`);
  };
  const update = (): void => {
    const { mailed } = counts;
    const skipped = skippedOf(counts);
    const done = Math.min(mailed + skipped, total);
    bar?.update(done, { mailed, skipped });
    if (bar !== undefined || now() - lastLine < LINE_MS) return;
    lastLine = now();
    say(`${done} of ${total}: ${mailed} mailed, ${skipped} skipped`);
  };
  const count = (what: keyof Tally): void => {
    counts[what] += 1;
    update();
  };

  return {
    count,
    fault: (line, why) => {
      say(`Line ${line}: ${why}`);
      count('faulty');
    },
    unsure: (line) => {
      say(`Line ${line}: it is not known whether this customer was mailed`);
      count('unsure');
    },
    tally: () => ({ ...counts }),
    end: () => bar?.stop(),
  };
}

const NOTHING = {
  mailed: 0,
  mailedBefore: 0,
  enrolled: 0,
  exempt: 0,
  badAddress: 0,
  faulty: 0,
  unsure: 0,
};

function startBar(total: number): SingleBar {
  const bar = new SingleBar(
    { format: '{bar} {percentage}% | {mailed} mailed, {skipped} skipped | {eta_formatted} left' },
    Presets.shades_classic,
  );
  bar.start(total, 0, { mailed: 0, skipped: 0 });
  return bar;
}

const skippedOf = ({ mailed: _mailed, ...others }: Tally): number =>
  Object.values(others).reduce((sum, one) => sum + one, 0);

/** The sentences at the end. */
export function summaryOf(tally: Tally, dryRun: boolean): string {
  const lines: readonly (readonly [number, string])[] = [
    [tally.mailed, dryRun ? 'would be mailed' : 'mailed'],
    [tally.mailedBefore, 'mailed before'],
    [tally.enrolled, 'have a second factor'],
    [tally.exempt, 'sign in without one (single sign-on or API key)'],
    [tally.badAddress, 'have an address that takes no mail'],
    [tally.faulty, 'rows make no sense'],
    [tally.unsure, 'may or may not have been mailed: --retry-unsure mails them (again)'],
  ];
  const said = lines.filter(([number], index) => index === 0 || number > 0);
  return said.map(([number, what]) => `${String(number).padStart(8)}  ${what}\n`).join('');
}
