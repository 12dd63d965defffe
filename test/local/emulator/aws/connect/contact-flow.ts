/** Runs a contact flow as Connect would on an answered call, and writes down what is heard. */

import type { Flow, FlowAction } from '../../../../../infra/connect-flow/flow.ts';
import { speak } from './ssml.ts';

/** Who picks up: the key pressed when asked the n-th time (from 1), or none until the time is over. */
export type Listener = (asked: number) => string | undefined;

/** A person who presses a key once: hears the code, and needs no repetition. */
export const person: Listener = (asked) => (asked === 1 ? '1' : undefined);

/** Nobody presses keys here. */
export const voicemail: Listener = () => undefined;

export interface FlowRun {
  /** What was spoken, one line for each time. */
  readonly spoken: readonly string[];
  /** The contact's attributes as they stay in its record. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Set by the flow; Connect's default otherwise. */
  readonly voice: string;
  readonly languageCode: string | undefined;
  /** Whether flow logs were still written when the first word was spoken. */
  readonly isLogged: boolean;
  readonly hungUp: boolean;
}

/** A flow that takes more steps than this never ends. */
const MAX_STEPS = 500;

type MutableRun = { -readonly [K in keyof FlowRun]: FlowRun[K] };

interface State extends MutableRun {
  spoken: string[];
  attributes: Record<string, string>;
  flowAttributes: Record<string, string>;
  asked: number;
  readonly loops: Map<string, number>;
  readonly listener: Listener;
}

/** What an action came to: a result that conditions look at, or an error. */
type Outcome = { readonly result?: string } | { readonly error: string };

const done: Outcome = {};
const failed: Outcome = { error: 'NoMatchingError' };

/** Runs `flow` from its start to the hang-up. Throws for what Connect would not have published. */
export function runFlow(
  flow: Flow,
  attributes: Readonly<Record<string, string>>,
  listener: Listener = person,
): FlowRun {
  const actions = new Map(flow.Actions.map((action) => [action.Identifier, action]));
  const state: State = {
    spoken: [],
    attributes: { ...attributes },
    voice: 'Joanna',
    languageCode: undefined,
    isLogged: true,
    hungUp: false,
    flowAttributes: {},
    asked: 0,
    loops: new Map(),
    listener,
  };
  let next: string | undefined = flow.StartAction;
  for (let step = 0; next !== undefined; step += 1) {
    const action = actions.get(next);
    if (action === undefined) throw new Error(`The flow leads to ${next}, which does not exist`);
    if (step === MAX_STEPS) throw new Error('The flow never ends');
    next = follow(action, perform(action, state));
  }
  const { spoken, voice, languageCode, isLogged, hungUp } = state;
  return { spoken, attributes: state.attributes, voice, languageCode, isLogged, hungUp };
}

/** The transition for an outcome: the error's branch, the first condition that holds, or the next action. */
function follow({ Transitions }: FlowAction, outcome: Outcome): string | undefined {
  const branches = Transitions.Errors ?? [];
  const branch = (type: string): string | undefined =>
    branches.find(({ ErrorType }) => ErrorType === type)?.NextAction;
  if ('error' in outcome) return branch(outcome.error) ?? branch('NoMatchingError') ?? Transitions.NextAction;
  if (outcome.result === undefined) return Transitions.NextAction;
  const met = (Transitions.Conditions ?? []).find(
    ({ Condition }) => Condition.Operands[0] === outcome.result,
  );
  return met?.NextAction ?? branch('NoMatchingCondition') ?? Transitions.NextAction;
}

function perform(action: FlowAction, state: State): Outcome {
  const parameter = (name: string): string => resolve(action.Parameters[name], state);
  switch (action.Type) {
    case 'UpdateFlowLoggingBehavior':
      if (state.spoken.length === 0) state.isLogged = parameter('FlowLoggingBehavior') === 'Enabled';
      return done;
    case 'UpdateContactTextToSpeechVoice':
      if (parameter('TextToSpeechVoice') === '') return failed;
      state.voice = parameter('TextToSpeechVoice');
      return done;
    case 'UpdateContactData':
      state.languageCode = parameter('LanguageCode');
      return done;
    case 'UpdateContactAttributes':
      Object.assign(state.attributes, resolveMap(action.Parameters.Attributes, state));
      return done;
    case 'UpdateFlowAttributes':
      Object.assign(state.flowAttributes, resolveMap(action.Parameters.FlowAttributes, state));
      return done;
    case 'MessageParticipant':
      return say(action, state);
    case 'GetParticipantInput': {
      const outcome = say(action, state);
      if ('error' in outcome) return outcome;
      state.asked += 1;
      const key = state.listener(state.asked);
      return key === undefined ? { error: 'InputTimeLimitExceeded' } : { result: key };
    }
    case 'Loop': {
      const round = (state.loops.get(action.Identifier) ?? 0) + 1;
      const isDone = round > Number(parameter('LoopCount'));
      state.loops.set(action.Identifier, isDone ? 0 : round);
      return { result: isDone ? 'DoneLooping' : 'ContinueLooping' };
    }
    case 'Compare':
      return { result: parameter('ComparisonValue') };
    case 'DisconnectParticipant':
      state.hungUp = true;
      return done;
    default:
      throw new Error(`Action ${action.Type} is not known here`);
  }
}

function say({ Parameters }: FlowAction, state: State): Outcome {
  const ssml = Parameters.SSML;
  const words = ssml === undefined ? resolve(Parameters.Text, state) : speak(resolve(ssml, state));
  if (words === undefined || words === '') return failed;
  state.spoken.push(words);
  return done;
}

/** Puts the values of attributes where JSONPaths stand; one that isn't set is empty. */
function resolve(value: unknown, { attributes, flowAttributes, languageCode }: State): string {
  if (typeof value !== 'string') return '';
  return value
    .replace(/\$\.(Attributes|FlowAttributes)\.([A-Za-z0-9_-]+)/g, (_path, scope: string, name: string) => {
      const values = scope === 'Attributes' ? attributes : flowAttributes;
      return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
    })
    .replace('$.LanguageCode', languageCode ?? '');
}

/** `{name: value}` or `{name: {Type, Value}}`. */
function resolveMap(map: unknown, state: State): Record<string, string> {
  if (typeof map !== 'object' || map === null) return {};
  return Object.fromEntries(
    Object.entries(map).map(([name, entry]: [string, unknown]) => {
      const isTyped = typeof entry === 'object' && entry !== null && 'Value' in entry;
      return [name, resolve(isTyped ? entry.Value : entry, state)];
    }),
  );
}
