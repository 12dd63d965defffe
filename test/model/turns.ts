/**
 * Requests that run at once and take turns. Each waits for its turn wherever a real one would wait for the network;
 * whose turn comes next is drawn by numbers that are part of the run. So the same run goes the same way again, and a
 * counterexample shrinks to the order that matters: with no numbers left, the one that has waited longest.
 */

export interface Turns {
  /** Resolves when it is the caller's turn. */
  readonly next: () => Promise<void>;
  /** Does the work; nobody else's turn comes before it is done. */
  readonly hold: <T>(work: () => Promise<T>) => Promise<T>;
  /** Something that goes on by itself, and belongs to the run like any request. */
  readonly start: (task: () => Promise<void>) => void;
  /** Lets everything that was started take its turns, until all of it is done. */
  readonly finish: () => Promise<void>;
}

/** So often may nobody wait for a turn although somebody is not done: a module may be loading. */
const PATIENCE = 10_000;

export function takeTurns(picks: readonly number[]): Turns {
  const waiting: (() => void)[] = [];
  const failures: unknown[] = [];
  let picked = 0;
  let open = 0;
  let held = 0;

  function draw(): (() => void) | undefined {
    const pick = picks[picked] ?? 0;
    if (waiting.length > 1) picked += 1;
    return waiting.splice(pick % waiting.length, 1)[0];
  }

  return {
    next: () => new Promise((resolve) => void waiting.push(resolve)),
    async hold(work) {
      held += 1;
      try {
        return await work();
      } finally {
        held -= 1;
      }
    },
    start(task) {
      open += 1;
      task()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          open -= 1;
        });
    },
    async finish() {
      let idle = 0;
      while (open > 0 && idle < PATIENCE) {
        await settled();
        idle = held > 0 || waiting.length > 0 ? 0 : idle + 1;
        if (held === 0) draw()?.();
      }
      if (failures.length > 0) throw failures[0];
      if (open > 0) throw new Error('A request waits for what never comes.');
    },
  };
}

/** Everything that can go on without a turn has gone on. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));
