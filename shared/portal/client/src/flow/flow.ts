/** A sign-in, a step-up or a set-up of a factor from its first call to its assertion, for screens of one's own. */

import type { Client } from '../client.ts';
import type { EnrollmentOption, Proof } from '../models.ts';
import { ProblemError } from '../problem.ts';
import { onAnswer } from './answer.ts';
import { onEvent } from './event.ts';
import { onProblem } from './problem.ts';
import type { Answer, Effect, Event, State } from './state.ts';
import type { Rules, Step } from './step.ts';

export interface FlowOptions {
  readonly client: Client;
  /** `enroll`: to set a factor up, or another in its place, without a sign-in. @default sign_in */
  readonly purpose?: Rules['purpose'];
  /** Of a sign-in: whether it is the first session after sign-up, which is not prompted. */
  readonly signUp?: boolean;
  /** Of `enroll`: what the service offers. @default all three */
  readonly methods?: readonly EnrollmentOption[];
  /** An assertion of a step-up that has just been made, so that it need not be asked for again. */
  readonly assertion?: string;
  /** Milliseconds since the epoch. @default the device's clock */
  readonly now?: () => number;
}

export interface Flow {
  /** Another object for each change. */
  readonly state: State;
  /** Never throws: what fails is in the state. The first event is `start`. */
  send(event: Event): void;
  /** Calls the listener after each change. @returns what ends that. */
  subscribe(listener: (state: State) => void): () => void;
}

export function createFlow({
  client,
  purpose = 'sign_in',
  signUp,
  methods = ['totp', 'sms', 'call'],
  assertion,
  now = Date.now,
}: FlowOptions): Flow {
  const rules: Rules = { purpose, methods };
  const listeners = new Set<(state: State) => void>();
  let state: State = { name: 'loading' };
  let proof = assertion;

  const call = async (effect: Effect): Promise<Answer> => {
    const stepUp = proof === undefined ? {} : { assertion: proof };
    switch (effect.do) {
      case 'start_challenge': {
        const body = effect.stepUp ? { purpose: 'step_up' as const } : signUp ? { signUp } : {};
        return { to: effect.do, decision: await client.startChallenge(body) };
      }
      case 'send_code':
        return {
          to: effect.do,
          sent: await client.sendChallengeCode(effect.challengeId, { channel: effect.channel }),
        };
      case 'verify': {
        const { challengeId, method, code } = effect;
        const verified = await client.verifyChallenge(challengeId, { method, code } as Proof);
        proof = verified.assertion;
        return { to: effect.do, verified };
      }
      case 'start_totp':
        return { to: effect.do, enrollment: await client.startTotp(stepUp) };
      case 'start_phone': {
        const { phoneNumber, channel } = effect;
        return { to: effect.do, sent: await client.startPhone({ phoneNumber, channel }, stepUp) };
      }
      case 'confirm': {
        const { code } = effect;
        const confirm = effect.method === 'totp' ? client.confirmTotp : client.confirmPhone;
        return { to: effect.do, enabled: await confirm({ code }) };
      }
      case 'skip':
        return { to: effect.do, skipped: await client.skipEnrolment() };
    }
  };

  const take = ([next, effect]: Step): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(state);
    if (effect) {
      call(effect).then(
        (answer) => take(onAnswer(state, answer)),
        (cause) => {
          const problem =
            cause instanceof ProblemError
              ? cause
              : new ProblemError({ code: 'unexpected' }, undefined, { cause });
          take(onProblem(state, effect, problem, now(), rules));
        },
      );
    }
  };

  return {
    get state() {
      return state;
    },
    send: (event) => take(onEvent(state, event, rules)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
