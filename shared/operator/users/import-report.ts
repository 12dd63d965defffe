/** What the operator sees of an import. */

import { createProgress, type Output, summaryLines } from '../common/progress.ts';

const NOTHING = { imported: 0, before: 0, present: 0, faulty: 0, short: 0 };

export type ImportTally = Readonly<typeof NOTHING>;

export interface ImportReport {
  count(what: Exclude<keyof ImportTally, 'faulty'>): void;
  fault(line: number, why: string): void;
  tally(): ImportTally;
  end(): void;
}

/**
 * @param total about how many lines there are; 0 where that is not known.
 * @param now milliseconds.
 */
export function createImportReport(total: number, output: Output, now: () => number): ImportReport {
  const counts = { ...NOTHING };
  const progress = createProgress(total, output, now);
  const count = (what: keyof ImportTally): void => {
    counts[what] += 1;
    if (what === 'short') return;
    const { imported, before, present, faulty } = counts;
    const skipped = before + present + faulty;
    progress.update(imported + skipped, `${imported} imported, ${skipped} skipped`);
  };
  return {
    count,
    fault: (line, why) => {
      progress.say(`Line ${line}: ${why}`);
      count('faulty');
    },
    tally: () => ({ ...counts }),
    end: () => progress.end(),
  };
}

export const importSummary = (tally: ImportTally, dryRun: boolean): string =>
  summaryLines([
    [tally.imported, dryRun ? 'would be imported' : 'imported'],
    [tally.short, 'of them with a secret shorter than the 128 bits of RFC 4226: let them set up anew'],
    [tally.before, 'by an earlier run, or on an earlier line'],
    [tally.present, 'have a second factor of their own, which stays'],
    [tally.faulty, 'lines are refused'],
  ]);
