/**
 * The way from a rule to the write that decides. The rule is applied to the state that was read, and its outcome is
 * written on the condition that this is still the state. Of two racing writes one lands, and the other is decided
 * again on what the first has left. Nobody gets an outcome before the write that it rests on has landed.
 */

import type { Millis } from '../domain/brand.ts';
import type { Random } from '../domain/ports/system.ts';
import type { Refusal } from '../domain/refusal.ts';
import { ok, type Result } from '../domain/result.ts';
import { Unavailable } from '../domain/unavailable.ts';
import type { Rule, Step, User } from '../domain/user.ts';
import type { Core } from './dependencies.ts';

/** An accepted outcome, and the states that it lies between. */
export interface Landed<T> {
  readonly value: T;
  /** What the rule was applied to. */
  readonly before: User;
  /** What was written; the same as `before` where nothing was. */
  readonly after: User;
}

/** No request is worth more rounds, each lost to a write that landed. */
const MAX_ROUNDS = 24;
/** Nor more time, a round like the last one included: the caller gets an answer within three seconds. */
const MAX_MS = 2900;
/** So many rounds follow at once: a minute's attempts, raced for, are decided by then. */
const EAGER_ROUNDS = 8;
const FIRST_PAUSE_MS = 8;
const LONGEST_PAUSE_MS = 250;

/**
 * Applies the rule and writes what it says. Throws `Unavailable`.
 * @param beforeWrite is told what is about to be written; a promise is waited for, and if it fails nothing is written.
 */
export async function update<T>(
  { users, clock, random }: Pick<Core, 'users' | 'clock' | 'random'>,
  read: User,
  rule: Rule<T>,
  beforeWrite: (step: Step<T>) => Promise<unknown> | undefined = () => undefined,
): Promise<Result<Landed<T>, Refusal>> {
  const deadline = clock.now() + MAX_MS;
  let current = read;
  let lastMs = 0;
  for (let round = 0; round < MAX_ROUNDS && clock.now() + lastMs < deadline; round++) {
    const begun = clock.now();
    if (round >= EAGER_ROUNDS) await clock.pause(pauseMs(round - EAGER_ROUNDS, random));
    // The rule sees the version that it will be written under, and no events but its own.
    const before: User = { ...current, version: nextVersion(current, clock.now()), events: [] };
    const step = rule(before);
    const after = step.write ?? before;
    if (step.write !== undefined) {
      const waited = beforeWrite(step);
      if (waited !== undefined) await waited;
      const newer = await users.replace(current, step.write);
      if (newer !== undefined) {
        current = newer;
        lastMs = clock.now() - begun;
        continue;
      }
    }
    return step.result.ok ? ok({ value: step.result.value, before, after }) : step.result;
  }
  throw new Unavailable('dynamodb', new Contention());
}

/** Versions grow with every write and never fall behind the clock, so the ids of events sort by time. */
export const nextVersion = (user: User, now: Millis): number => Math.max(user.version + 1, now);

/** Anything up to twice as much as the time before, so that those who lost together don't meet again. */
const pauseMs = (time: number, random: Pick<Random, 'below'>): number =>
  random.below(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** time) + 1);

/** Others were faster for too long. */
class Contention extends Error {
  override readonly name = 'Contention';
}
