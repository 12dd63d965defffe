/** Amazon Connect's flow language, as far as the call with a code needs it, as types and builders. */

/** https://docs.aws.amazon.com/connect/latest/APIReference/flow-language-example.html */
export interface Flow {
  readonly Version: '2019-10-30';
  /** Identifier of the first action. */
  readonly StartAction: string;
  readonly Actions: readonly FlowAction[];
}

/** https://docs.aws.amazon.com/connect/latest/APIReference/flow-language-actions.html */
export interface FlowAction {
  readonly Identifier: string;
  readonly Type: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Transitions: FlowTransitions;
}

export interface FlowTransitions {
  readonly NextAction?: string;
  /** In order; the first that holds for the action's result wins. */
  readonly Conditions?: readonly FlowCondition[];
  readonly Errors?: readonly FlowErrorBranch[];
}

export interface FlowCondition {
  readonly NextAction: string;
  readonly Condition: { readonly Operator: string; readonly Operands: readonly string[] };
}

export interface FlowErrorBranch {
  readonly NextAction: string;
  readonly ErrorType: string;
}

/** Where an action leads: to `next`, or to `onError` where the page of the action lists `NoMatchingError`. */
export interface Exits {
  readonly next: string;
  readonly onError: string;
}

const otherwise = (NextAction: string): readonly FlowErrorBranch[] => [
  { NextAction, ErrorType: 'NoMatchingError' },
];

const whenEquals = (operand: string, NextAction: string): FlowCondition => ({
  NextAction,
  Condition: { Operator: 'Equals', Operands: [operand] },
});

/** The value of a contact attribute, or of one that lives only as long as the flow. */
export const contactAttribute = (name: string): string => `$.Attributes.${name}`;
export const flowAttribute = (name: string): string => `$.FlowAttributes.${name}`;

export const switchLoggingOff = (Identifier: string, next: string): FlowAction => ({
  Identifier,
  Type: 'UpdateFlowLoggingBehavior',
  Parameters: { FlowLoggingBehavior: 'Disabled' },
  Transitions: { NextAction: next },
});

export const setVoice = (
  Identifier: string,
  voice: { readonly id: string; readonly engine: string },
  { next, onError }: Exits,
): FlowAction => ({
  Identifier,
  Type: 'UpdateContactTextToSpeechVoice',
  Parameters: { TextToSpeechVoice: voice.id, TextToSpeechEngine: voice.engine, TextToSpeechStyle: 'None' },
  Transitions: { NextAction: next, Errors: otherwise(onError) },
});

export const setLanguage = (Identifier: string, code: string, { next, onError }: Exits): FlowAction => ({
  Identifier,
  Type: 'UpdateContactData',
  Parameters: { LanguageCode: code, TargetContact: 'Current' },
  Transitions: { NextAction: next, Errors: otherwise(onError) },
});

export const setFlowAttributes = (
  Identifier: string,
  values: Readonly<Record<string, string>>,
  { next, onError }: Exits,
): FlowAction => ({
  Identifier,
  Type: 'UpdateFlowAttributes',
  Parameters: {
    FlowAttributes: Object.fromEntries(
      Object.entries(values).map(([name, Value]) => [name, { Type: 'String', Value }]),
    ),
  },
  Transitions: { NextAction: next, Errors: otherwise(onError) },
});

export const setContactAttributes = (
  Identifier: string,
  Attributes: Readonly<Record<string, string>>,
  { next, onError }: Exits,
): FlowAction => ({
  Identifier,
  Type: 'UpdateContactAttributes',
  Parameters: { Attributes, TargetContact: 'Current' },
  Transitions: { NextAction: next, Errors: otherwise(onError) },
});

/** Speaks plain text or SSML. */
export const say = (
  Identifier: string,
  words: { readonly Text: string } | { readonly SSML: string },
  { next, onError }: Exits,
): FlowAction => ({
  Identifier,
  Type: 'MessageParticipant',
  Parameters: words,
  Transitions: { NextAction: next, Errors: otherwise(onError) },
});

/** The keys of a telephone, as `GetParticipantInput` names them. */
export const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const;

/** Speaks text and waits for any one key. */
export const waitForKey = (
  Identifier: string,
  prompt: { readonly text: string; readonly seconds: number },
  exits: { readonly onKey: string; readonly onSilence: string; readonly onError: string },
): FlowAction => ({
  Identifier,
  Type: 'GetParticipantInput',
  Parameters: { Text: prompt.text, InputTimeLimitSeconds: String(prompt.seconds), StoreInput: 'False' },
  Transitions: {
    NextAction: exits.onSilence,
    Conditions: KEYS.map((key) => whenEquals(key, exits.onKey)),
    Errors: [
      { NextAction: exits.onSilence, ErrorType: 'InputTimeLimitExceeded' },
      { NextAction: exits.onSilence, ErrorType: 'NoMatchingCondition' },
      { NextAction: exits.onError, ErrorType: 'NoMatchingError' },
    ],
  },
});

/** Goes to `again` the first `count` times, then once to `done`. */
export const loop = (
  Identifier: string,
  count: number,
  exits: { readonly again: string; readonly done: string },
): FlowAction => ({
  Identifier,
  Type: 'Loop',
  Parameters: { LoopCount: String(count) },
  Transitions: {
    NextAction: exits.done,
    Conditions: [whenEquals('ContinueLooping', exits.again), whenEquals('DoneLooping', exits.done)],
  },
});

export const hangUp = (Identifier: string): FlowAction => ({
  Identifier,
  Type: 'DisconnectParticipant',
  Parameters: {},
  Transitions: {},
});
