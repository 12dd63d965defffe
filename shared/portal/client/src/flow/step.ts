/** What every transition of a flow is made of. */

import type { EnrollmentOption } from '../models.ts';
import type { Effect, Enrolling, Prompted, State } from './state.ts';

/** The next state, and the call that it waits for if it is busy. */
export type Step = readonly [state: State, effect?: Effect];

export interface Rules {
  /** `enroll`: to set a factor up, or another in its place, without a sign-in. */
  readonly purpose: 'sign_in' | 'step_up' | 'enroll';
  /** Of `enroll`: what is offered. */
  readonly methods: readonly EnrollmentOption[];
}

export const begin = ({ purpose, methods }: Rules): Step =>
  purpose === 'enroll'
    ? [{ name: 'prompt', methods, skippable: false }]
    : [
        { name: 'loading', busy: 'start_challenge' },
        { do: 'start_challenge', stepUp: purpose === 'step_up' },
      ];

/** Without the problem of the event before. */
export const calm = <S extends State>(state: S): S => ({ ...state, problem: undefined });

/** Waits for the call. */
export const wait = (state: State, effect: Effect): Step => [
  { ...state, problem: undefined, busy: effect.do } as State,
  effect,
];

export const enrolling = (state: State): Enrolling | undefined =>
  state.name === 'prompt' || 'prompt' in state ? state : undefined;

/** Where a set-up goes back to. */
export const promptOf = (state: Enrolling): Prompted => calm(state.name === 'prompt' ? state : state.prompt);
