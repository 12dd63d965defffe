/** What to tell a customer about something that went wrong. */

import { ProblemError } from '../../../client/src/problem.ts';
import type { Messages } from '../parts/languages/en.ts';
import { Refusal } from './events.ts';

/** A piece of work ended of which the customer needs to be told nothing more. */
export class NothingToTell extends Error {}

export interface Told {
  readonly text: string;
  /** The service's code, or why there is none. */
  readonly code: keyof Messages['problems'];
  /** Seconds to wait before it is worth another try, where that is known. */
  readonly retryAfter: number | undefined;
  /** Wrong codes: tries left. */
  readonly triesLeft: number | undefined;
  /** What to quote to support. */
  readonly requestId: string | undefined;
}

export const tell = (error: unknown, messages: Messages): Told => {
  const { problems } = messages;
  const known = (code: string): code is keyof typeof problems => Object.hasOwn(problems, code);
  if (error instanceof Refusal) {
    const code = error.passing ? 'unavailable' : 'not_admitted';
    return { ...NOTHING_MORE, code, text: error.detail ?? problems[code] };
  }
  if (!(error instanceof ProblemError)) {
    // A fault of ours, or of the portal's function for the token: whoever develops with it sees it in the console.
    console.error(error);
    return { ...NOTHING_MORE, code: 'unexpected', text: problems.unexpected };
  }
  const code = known(error.code) ? error.code : 'unexpected';
  return {
    code,
    text: problems[code],
    retryAfter: error.retryAfter,
    triesLeft: error.attemptsRemaining,
    requestId: error.requestId,
  };
};

const NOTHING_MORE = { retryAfter: undefined, triesLeft: undefined, requestId: undefined };

const ENDS_CHALLENGE: ReadonlySet<string> = new Set([
  'challenge_expired',
  'challenge_used',
  'challenge_not_found',
]);
const LOCKS: ReadonlySet<string> = new Set(['too_many_attempts', 'too_many_requests']);

/** Whether only a new challenge helps. */
export const endsChallenge = ({ code }: Told): boolean => ENDS_CHALLENGE.has(code);

/** Whether codes are refused for a time, right or wrong: the last try allowed is as good as that. */
export const locks = ({ code, triesLeft }: Told): boolean => LOCKS.has(code) || triesLeft === 0;

/** Whether only waiting or a person helps. */
export const needsSupport = ({ code }: Told): boolean => LOCKS.has(code) || code === 'forbidden';
