/** What a problem makes of the state of a flow. */

import type { ProblemError } from '../problem.ts';
import type { Effect, State } from './state.ts';
import { begin, calm, enrolling, type Rules, type Step } from './step.ts';

const ENDS_CHALLENGE = /^challenge_/;
const ENDS_SETUP = /^(?:enrollment_expired|nothing_pending)$/;

/** @param now milliseconds since the epoch. */
export function onProblem(
  before: State,
  effect: Effect,
  problem: ProblemError,
  now: number,
  rules: Rules,
): Step {
  const state = { ...before, busy: undefined, problem } as State;
  const { code } = problem;
  switch (effect.do) {
    case 'start_challenge': {
      const waiting = 'waiting' in state && state.waiting;
      return [waiting ? { ...waiting.from, problem } : { name: 'failed', problem }];
    }
    case 'start_totp':
    case 'start_phone': {
      const from = enrolling(calm(state));
      if (code !== 'step_up_required' || !from) break;
      const loading = { name: 'loading', busy: 'start_challenge', waiting: { from, effect } } as const;
      return [loading, { do: 'start_challenge', stepUp: true }];
    }
    case 'send_code':
    case 'verify':
      if (state.name !== 'challenge' || !ENDS_CHALLENGE.test(code)) break;
      // The next one takes its place, under the problem that says why.
      return [
        { ...state, busy: 'start_challenge' },
        { do: 'start_challenge', stepUp: rules.purpose === 'step_up' || state.waiting !== undefined },
      ];
    case 'confirm':
      if (!ENDS_SETUP.test(code)) break;
      if (state.name === 'setup_totp') return [{ name: 'setup_expired', prompt: state.prompt, problem }];
      if (state.name === 'setup_phone') return [{ ...state, sent: undefined }];
      break;
    case 'skip':
      if (code === 'already_enabled') return begin(rules);
      if (state.name === 'prompt' && code === 'forbidden') return [{ ...state, skippable: false }];
  }
  return [limited(state, effect, problem, now)];
}

/** How long a limit keeps codes from being sent, or compared. */
function limited(state: State, effect: Effect, { status, retryAfter = 0 }: ProblemError, now: number): State {
  const until = now + retryAfter * 1000;
  if (status !== 429 || !retryAfter) return state;
  if (effect.do === 'send_code' || effect.do === 'start_phone') return { ...state, resendAt: until } as State;
  const compares = effect.do === 'confirm' || (effect.do === 'verify' && effect.method !== 'backup_code');
  return compares ? ({ ...state, lockedUntil: until } as State) : state;
}
