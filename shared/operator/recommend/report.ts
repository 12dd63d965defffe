/** What the operator sees: how far it is, which rows made no sense, and what came of it all. */

import { createProgress, type Output, summaryLines } from '../common/progress.ts';

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

/**
 * @param total about how many rows there are.
 * @param now milliseconds.
 */
export function createReport(total: number, output: Output, now: () => number): Report {
  const counts = { ...NOTHING };
  const progress = createProgress(total, output, now);
  const update = (): void => {
    const { mailed } = counts;
    const skipped = skippedOf(counts);
    progress.update(mailed + skipped, `${mailed} mailed, ${skipped} skipped`);
  };
  const count = (what: keyof Tally): void => {
    counts[what] += 1;
    update();
  };

  return {
    count,
    fault: (line, why) => {
      progress.say(`Line ${line}: ${why}`);
      count('faulty');
    },
    unsure: (line) => {
      progress.say(`Line ${line}: it is not known whether this customer was mailed`);
      count('unsure');
    },
    tally: () => ({ ...counts }),
    end: () => progress.end(),
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
  return summaryLines(lines);
}
