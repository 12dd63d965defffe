/** What Connect's documentation says of each action that a voice contact flow here may use. */

/** How a parameter may be given ("Parameter restrictions" of the flow language's pages). */
export type ParameterForm =
  /** No JSONPath at all. */
  | 'static'
  /** A JSONPath and nothing else. */
  | 'path'
  /** Text, with or without JSONPaths inside. */
  | 'dynamic'
  /** A map of names to dynamic values. */
  | 'map'
  /** A map of names to `{Type, Value}` with a dynamic value. */
  | 'typed map';

export interface ParameterRule {
  readonly form: ParameterForm;
  readonly required?: true;
  /** The values a static one may have. */
  readonly allowed?: readonly string[];
  /** A static value has to be a whole number in this range, as a string. */
  readonly range?: readonly [min: number, max: number];
}

export interface ActionRule {
  readonly parameters: Readonly<Record<string, ParameterRule>>;
  /** Exactly one of these parameters. */
  readonly oneOf?: readonly string[];
  /** `true`: has to be wired; `false`: may be. */
  readonly errors: Readonly<Record<string, boolean>>;
  /** Operands of `Equals`; `any`: any text and any operator. Default: no conditions. */
  readonly operands?: readonly string[] | 'any';
  /** Each operand has to have its condition. */
  readonly exhaustive?: true;
  /** Why the action may not stand in a contact flow. */
  readonly unavailable?: string;
  /** Nothing comes after it. */
  readonly terminal?: true;
}

const words: Readonly<Record<string, ParameterRule>> = {
  PromptId: { form: 'dynamic' },
  Text: { form: 'dynamic' },
  SSML: { form: 'dynamic' },
};

const wholeKeypad = [...'0123456789*#'];

/**
 * By type. Source: the pages under
 * https://docs.aws.amazon.com/connect/latest/APIReference/flow-language-actions.html
 */
export const DOCUMENTED_ACTIONS: Readonly<Record<string, ActionRule>> = {
  Compare: {
    parameters: { ComparisonValue: { form: 'path', required: true } },
    errors: { NoMatchingCondition: true },
    operands: 'any',
  },
  DisconnectParticipant: { parameters: {}, errors: {}, terminal: true },
  EndFlowExecution: {
    parameters: {},
    errors: {},
    terminal: true,
    unavailable: 'only in whisper and customer queue flows; it would not hang up',
  },
  // The form without StoreInput: the other one stores digits, which this flow has no use for.
  GetParticipantInput: {
    parameters: {
      ...words,
      InputTimeLimitSeconds: { form: 'static', required: true, range: [1, 180] },
      StoreInput: { form: 'static', allowed: ['False'] },
    },
    oneOf: ['PromptId', 'Text', 'SSML'],
    errors: { NoMatchingCondition: true, NoMatchingError: true, InputTimeLimitExceeded: true },
    operands: wholeKeypad,
  },
  Loop: {
    parameters: { LoopCount: { form: 'dynamic', required: true, range: [0, 100] } },
    errors: {},
    operands: ['ContinueLooping', 'DoneLooping'],
    exhaustive: true,
  },
  MessageParticipant: {
    parameters: words,
    oneOf: ['PromptId', 'Text', 'SSML'],
    errors: { NoMatchingError: true },
  },
  UpdateContactAttributes: {
    parameters: {
      Attributes: { form: 'map', required: true },
      TargetContact: { form: 'static', required: true, allowed: ['Current', 'Related'] },
    },
    errors: { NoMatchingError: true },
  },
  UpdateContactData: {
    parameters: {
      LanguageCode: { form: 'dynamic' },
      Name: { form: 'dynamic' },
      Description: { form: 'dynamic' },
      TargetContact: { form: 'static', required: true, allowed: ['Current', 'Related'] },
    },
    errors: { NoMatchingError: true },
  },
  UpdateContactTextToSpeechVoice: {
    parameters: {
      TextToSpeechVoice: { form: 'dynamic', required: true },
      TextToSpeechEngine: { form: 'dynamic' },
      TextToSpeechStyle: { form: 'dynamic', allowed: ['None', 'Conversational', 'Newscaster'] },
    },
    errors: { NoMatchingError: true },
  },
  // The page lists no error, but Connect does not publish a flow in which this one is not wired.
  UpdateFlowAttributes: {
    parameters: { FlowAttributes: { form: 'typed map', required: true } },
    errors: { NoMatchingError: true },
  },
  UpdateFlowLoggingBehavior: {
    parameters: { FlowLoggingBehavior: { form: 'static', required: true, allowed: ['Enabled', 'Disabled'] } },
    errors: {},
  },
};

/** Operators of conditions, each with one operand. */
export const OPERATORS: readonly string[] = [
  'Equals',
  'TextStartsWith',
  'TextEndsWith',
  'TextContains',
  'NumberGreaterThan',
  'NumberGreaterOrEqualTo',
  'NumberLessThan',
  'NumberLessOrEqualTo',
];

/** A JSONPath that the flow language knows; of the data that it offers, those that a call here can have. */
export const JSON_PATH =
  /^\$\.(?:(?:Attributes|FlowAttributes)\.[A-Za-z0-9_-]+|Channel|ContactId|LanguageCode|StoredCustomerInput)$/;
