/** Who may start an execution environment next: few of all functions' environments start at the same time. */

export interface StartTurns {
  /** Resolves when it is the caller's turn, in the order of asking; the turn lasts until `done` is called. */
  take(): Promise<() => void>;
}

/**
 * Lambda starts an environment for every event that finds none free. On one machine that many at once, of all
 * functions together, would only hold each other and the stand-ins up, until the time-outs strike.
 *
 * @param most Turns at the same time.
 */
export function createStartTurns(most: number): StartTurns {
  const line: (() => void)[] = [];
  let taken = 0;

  const done = (): void => {
    taken -= 1;
    next();
  };

  const next = (): void => {
    if (taken >= most) return;
    const call = line.shift();
    if (call === undefined) return;
    taken += 1;
    call();
  };

  return {
    take: () =>
      new Promise((resolve) => {
        line.push(() => resolve(done));
        next();
      }),
  };
}
