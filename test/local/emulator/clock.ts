/** The local system's one clock; it lies in shared memory, so that running functions see it move. */

/** In milliseconds since the epoch; every part reads this one. */
export interface LocalClock {
  now(): number;
  /** Moves the clock forward for every part, running functions included. */
  advance(ms: number): void;
}

export interface SharedClock extends LocalClock {
  /** For `clockIn`, in whichever thread. */
  readonly buffer: SharedArrayBuffer;
  /** Whether it shows the machine's own time, neither stopped nor moved. */
  isMachines(): boolean;
}

export interface ClockOptions {
  /** How many milliseconds it is ahead of the machine's clock; negative for behind. Default 0. */
  readonly offsetMs?: number;
  /** Whether it stands still but for `advance`. Default false. */
  readonly stopped?: boolean;
}

/** The two cells, signed 64-bit integers, in milliseconds. */
const OFFSET = 0;
/** The machine's time at which the clock was stopped; 0 while it runs. */
const STOPPED_AT = 1;

export function createClock({ offsetMs = 0, stopped = false }: ClockOptions = {}): SharedClock {
  const buffer = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT);
  const cells = new BigInt64Array(buffer);
  const advance = (ms: number): void => {
    Atomics.add(cells, OFFSET, BigInt(Math.round(ms)));
  };
  advance(offsetMs);
  if (stopped) Atomics.store(cells, STOPPED_AT, BigInt(Date.now()));
  return {
    buffer,
    advance,
    now: clockIn(buffer, Date.now),
    isMachines: () => cells.every((cell) => cell === 0n),
  };
}

/** Reads the clock: milliseconds since the epoch. */
export function clockIn(buffer: SharedArrayBuffer, machineNow: () => number): () => number {
  const cells = new BigInt64Array(buffer);
  return () =>
    (Number(Atomics.load(cells, STOPPED_AT)) || machineNow()) + Number(Atomics.load(cells, OFFSET));
}
