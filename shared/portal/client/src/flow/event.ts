/** What an event makes of the state of a flow. */

import type { Channel, EnrollmentOption } from '../models.ts';
import type { Enrolling, Event, SettingUpPhone, State } from './state.ts';
import { begin, calm, enrolling, promptOf, type Rules, type Step, wait } from './step.ts';

/** The next step; the same state where the event means nothing. */
export function onEvent(state: State, event: Event, rules: Rules): Step {
  const ignored: Step = [state];
  if ('busy' in state && state.busy) return ignored;
  // Codes that are shown are not to be had again, so nothing but this leaves them.
  if (state.name === 'backup_codes') {
    if (event.type !== 'acknowledge') return ignored;
    const { assertion, method } = state;
    return [{ name: 'done', outcome: 'verified', enrolled: true, assertion, method }];
  }
  if (event.type === 'start') return begin(rules);

  if (state.name === 'challenge') {
    const { method, waiting, challenge } = state;
    const { challengeId, methods } = challenge;
    switch (event.type) {
      case 'use':
        return methods.includes(event.method) ? [{ ...calm(state), method: event.method }] : ignored;
      case 'send_code':
        return wait(state, { do: 'send_code', challengeId, channel: event.channel });
      case 'submit':
        return wait(state, { do: 'verify', challengeId, method, code: event.code });
      case 'back':
        return waiting ? [calm(waiting.from)] : ignored;
    }
  }
  const setup = enrolling(state);
  return (setup && onSetup(setup, event)) ?? ignored;
}

const isChannel = (option: EnrollmentOption): option is Channel => option !== 'totp';

function onSetup(state: Enrolling, event: Event): Step | undefined {
  const prompt = promptOf(state);
  switch (event.type) {
    case 'choose': {
      if (event.method === 'totp') {
        return prompt.methods.includes('totp') ? wait(state, { do: 'start_totp' }) : undefined;
      }
      const channels = prompt.methods.filter(isChannel);
      return channels[0] && [{ name: 'setup_phone', prompt, channels }];
    }
    case 'back':
      return [prompt];
    case 'skip':
      return state.name === 'prompt' && state.skippable ? wait(state, { do: 'skip' }) : undefined;
    case 'send_code':
      return state.name === 'setup_phone' ? sendTo(state, event.channel, event.phoneNumber) : undefined;
    case 'submit':
      if (state.name === 'setup_totp')
        return wait(state, { do: 'confirm', method: 'totp', code: event.code });
      return state.name === 'setup_phone' && state.sent
        ? wait(state, { do: 'confirm', method: 'phone', code: event.code })
        : undefined;
  }
  return undefined;
}

/** The code that went to one number does not confirm another. */
function sendTo(state: SettingUpPhone, channel: Channel, typed: string | undefined): Step | undefined {
  const phoneNumber = typed ?? state.phoneNumber;
  if (!phoneNumber) return undefined;
  const sent = phoneNumber === state.phoneNumber ? state.sent : undefined;
  return wait({ ...state, phoneNumber, sent }, { do: 'start_phone', phoneNumber, channel });
}
