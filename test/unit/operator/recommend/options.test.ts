/** The command line, the pace, and what the operator is told. */

import { createPace } from '../../../../shared/operator/common/pace.ts';
import { readOptions } from '../../../../shared/operator/recommend/options.ts';
import { createReport, summaryOf } from '../../../../shared/operator/recommend/report.ts';

describe('the command line', () => {
  test('has a careful default for everything but the file', () => {
    expect(readOptions(['customers.csv'])).toEqual({
      file: 'customers.csv',
      from: undefined,
      settings: undefined,
      table: undefined,
      rate: 10,
      state: 'customers.csv.journal',
      dryRun: false,
      retryUnsure: false,
    });
  });

  test.each([
    [[]],
    [['a.csv', 'b.csv']],
    [['a.csv', '--rate', '0']],
    [['a.csv', '--rate', 'x']],
    [['a.csv', '--drey-run']],
  ])('%j is refused', (args) => {
    expect(() => readOptions(args)).toThrow();
  });
});

describe('the pace', () => {
  test('is evenly spread, and time that was lost is not made up for in a burst', async () => {
    let now = 0;
    const advance = (ms: number) => {
      now += ms;
    };
    const time = { now: () => now, sleep: async (ms: number) => advance(ms) };
    const pace = createPace(10, time);
    const starts: number[] = [];
    for (let mail = 0; mail < 6; mail++) {
      await pace();
      starts.push(now);
      if (mail === 2) now += 1000;
    }
    expect(starts).toEqual([0, 100, 200, 1200, 1300, 1400]);
  });
});

describe('the report', () => {
  test('without a terminal: a line of progress every few seconds, and each fault with its line', () => {
    let now = 0;
    const texts: string[] = [];
    const report = createReport(200, { write: (text) => texts.push(text) }, () => now);
    report.count('mailed');
    now = 6000;
    report.count('mailed');
    report.fault(7, 'no mail address');
    expect(texts).toEqual(['2 of 200: 2 mailed, 0 skipped\n', 'Line 7: no mail address\n']);
    expect(report.tally()).toMatchObject({ mailed: 2, faulty: 1 });
  });

  test('the summary says what there is to say', () => {
    const nothing = {
      mailed: 0,
      mailedBefore: 0,
      enrolled: 0,
      exempt: 0,
      badAddress: 0,
      faulty: 0,
      unsure: 0,
    };
    expect(summaryOf(nothing, false)).toBe('       0  mailed\n');
    expect(summaryOf({ ...nothing, mailed: 12, unsure: 1 }, true)).toMatch(
      /^ +12 {2}would be mailed\n +1 {2}may or may not/,
    );
  });
});
