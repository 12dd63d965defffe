/** How far a program is: a bar where there is a terminal, else a line every few seconds. */

import { Presets, SingleBar } from 'cli-progress';

/** The part of a terminal or file that progress is written to. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  /** A line of its own. */
  say(text: string): void;
  /** @param counts what the bar's words and the line's say, e.g. `3 mailed, 1 skipped`. */
  update(done: number, counts: string): void;
  end(): void;
}

/** Between two lines of progress where there is no terminal to draw a bar on. */
const LINE_MS = 5000;

/**
 * @param total about how many there are; 0 where that is not known.
 * @param now milliseconds.
 */
export function createProgress(total: number, output: Output, now: () => number): Progress {
  let lastLine = now();
  const bar = output.isTTY === true && total > 0 ? startBar(total) : undefined;
  const say = (text: string): void => {
    // The bar draws itself again below.
    output.write(bar === undefined ? `${text}\n` : `\r\x1b[K${text}\n`);
  };
  return {
    say,
    update: (done, counts) => {
      bar?.update(Math.min(done, total), { counts });
      if (bar !== undefined || now() - lastLine < LINE_MS) return;
      lastLine = now();
      say(total > 0 ? `${Math.min(done, total)} of ${total}: ${counts}` : `${done}: ${counts}`);
    },
    end: () => bar?.stop(),
  };
}

function startBar(total: number): SingleBar {
  const bar = new SingleBar(
    { format: '{bar} {percentage}% | {counts} | {eta_formatted} left' },
    Presets.shades_classic,
  );
  bar.start(total, 0, { counts: '' });
  return bar;
}

/** The sentences at the end: the first always, others where there are any. */
export function summaryLines(lines: readonly (readonly [count: number, what: string])[]): string {
  const said = lines.filter(([number], index) => index === 0 || number > 0);
  return said.map(([number, what]) => `${String(number).padStart(8)}  ${what}\n`).join('');
}
