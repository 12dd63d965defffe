/** What an answer of the service makes of the state of a flow. */

import type { Decision } from '../models.ts';
import type { Answer, State } from './state.ts';
import { enrolling, promptOf, type Step, wait } from './step.ts';

export function onAnswer(before: State, answer: Answer): Step {
  const state = { ...before, busy: undefined } as State;
  switch (answer.to) {
    case 'start_challenge':
      return [decided(state, answer.decision)];
    case 'send_code':
    case 'start_phone':
      if (state.name !== 'challenge' && state.name !== 'setup_phone') break;
      return [{ ...state, sent: answer.sent, resendAt: Date.parse(answer.sent.resendAt) }];
    case 'verify': {
      if (state.name === 'challenge' && state.waiting) return wait(state.waiting.from, state.waiting.effect);
      return [{ name: 'done', outcome: 'verified', enrolled: false, ...answer.verified }];
    }
    case 'start_totp': {
      const setup = enrolling(state);
      if (!setup) break;
      return [{ name: 'setup_totp', prompt: promptOf(setup), enrollment: answer.enrollment }];
    }
    case 'confirm': {
      const { assertion, method, backupCodes } = answer.enabled;
      return backupCodes
        ? [{ name: 'backup_codes', codes: backupCodes, assertion, method }]
        : [{ name: 'done', outcome: 'verified', enrolled: true, assertion, method }];
    }
    case 'skip':
      return [{ name: 'done', outcome: 'skipped', assertion: answer.skipped.assertion }];
  }
  return [state];
}

function decided(state: State, decision: Decision): State {
  switch (decision.decision) {
    case 'allow':
      return { name: 'done', outcome: 'exempt', reason: decision.reason, assertion: decision.assertion };
    case 'enroll':
      return { name: 'prompt', methods: decision.methods, skippable: decision.skippable };
    case 'challenge': {
      const { methods } = decision;
      const first = methods.find((one) => one !== 'backup_code') ?? 'backup_code';
      // In place of one that has ended: what was chosen stays, and the limits that hold on.
      if (state.name === 'challenge') {
        const method = methods.includes(state.method) ? state.method : first;
        return { ...state, challenge: decision, method, sent: undefined };
      }
      return {
        name: 'challenge',
        challenge: decision,
        method: first,
        waiting: state.name === 'loading' ? state.waiting : undefined,
      };
    }
  }
}
