/** From processor time to memory: Lambda gives a function a share of a processor with each megabyte. */

/** Memory with which a function has one whole processor. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const WHOLE_PROCESSOR_MB = 1769;

/** Dollars per GB-second on arm64, us-east-1, list price as remembered in November 2026. */
export const USD_PER_GB_SECOND = 0.0000133334;

/**
 * Below the first Node collects garbage more than it works; above the last, one thread gains nothing. Coarse, so that a
 * measurement on a busy machine does not change what is deployed.
 */
export const STEPS_MB = [512, 1024, WHOLE_PROCESSOR_MB] as const;

/**
 * How much longer Lambda's arm64 core may take than the machine that measures. A guess on the safe side: only Lambda
 * can say.
 */
export const SLOWER = 1.5;

/** What a first answer may take of the processor, start included, where somebody waits for it and where nobody does. */
export const MOST_MS = { waits: 800, background: 1500 } as const;

/** In which a warm request waits for AWS, and pays for memory that it does not use: two calls in turn. */
export const WAITING_MS = 30;

export interface Measured {
  readonly name: string;
  /** Milliseconds of processor time: an environment's start with its first answer, and the median of later ones. */
  readonly coldMs: number;
  readonly warmMs: number;
  /** Whether somebody waits for the answer. */
  readonly waits: boolean;
}

export interface Derived extends Measured {
  readonly memoryMb: number;
  /** By the clock, at that memory, without waiting for AWS. */
  readonly coldAtMs: number;
  readonly warmAtMs: number;
  /** Of a million warm requests, for their duration alone. */
  readonly usdPerMillion: number;
}

/** By the clock, of so much processor time. */
export const durationAt = (cpuMs: number, memoryMb: number): number =>
  (cpuMs * SLOWER * WHOLE_PROCESSOR_MB) / Math.min(memoryMb, WHOLE_PROCESSOR_MB);

const usdAt = (warmMs: number, memoryMb: number): number =>
  (((durationAt(warmMs, memoryMb) + WAITING_MS) / 1000) * memoryMb * USD_PER_GB_SECOND * 1e6) / 1024;

/** The least memory with which a first answer is in time: a warm request mostly waits, so more only costs more. */
export function derive(measured: Measured): Derived {
  const most = MOST_MS[measured.waits ? 'waits' : 'background'];
  const memoryMb = STEPS_MB.find((step) => durationAt(measured.coldMs, step) <= most) ?? WHOLE_PROCESSOR_MB;
  return {
    ...measured,
    memoryMb,
    coldAtMs: durationAt(measured.coldMs, memoryMb),
    warmAtMs: durationAt(measured.warmMs, memoryMb),
    usdPerMillion: usdAt(measured.warmMs, memoryMb),
  };
}
