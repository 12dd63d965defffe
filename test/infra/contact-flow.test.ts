/** The contact flow keeps to the flow language as documented, and the check finds what doesn't. */

import { codeCallFlow } from '../../infra/connect-flow/code-call.ts';
import { type Flow, type FlowAction, hangUp, loop, say, waitForKey } from '../../infra/connect-flow/flow.ts';
import { checkFlow } from './contact-flow/check.ts';

const exits = { next: 'end', onError: 'end' };
const flowOf = (...actions: readonly FlowAction[]): Flow => ({
  Version: '2019-10-30',
  StartAction: actions[0]?.Identifier ?? 'end',
  Actions: [...actions, hangUp('end')],
});
const hello = say('hello', { Text: 'Hello' }, exits);
const key = waitForKey(
  'key',
  { text: 'Key', seconds: 5 },
  { onKey: 'end', onSilence: 'end', onError: 'end' },
);
const rounds = loop('rounds', 2, { again: 'hello', done: 'end' });
const withParameters = (action: FlowAction, Parameters: Record<string, unknown>): FlowAction => ({
  ...action,
  Parameters,
});

test('the flow of the call passes', () => {
  expect(checkFlow(codeCallFlow())).toEqual([]);
});

test('the flow is small enough for Connect', () => {
  expect(JSON.stringify(codeCallFlow()).length).toBeLessThan(256_000);
});

test('switching its log off comes first', () => {
  const { StartAction, Actions } = codeCallFlow();
  expect(Actions.find(({ Identifier }) => Identifier === StartAction)).toMatchObject({
    Type: 'UpdateFlowLoggingBehavior',
    Parameters: { FlowLoggingBehavior: 'Disabled' },
  });
});

test('taking any one transition of the flow away is noticed', () => {
  const flow = codeCallFlow();
  for (const [index, action] of flow.Actions.entries()) {
    if (action.Type === 'DisconnectParticipant') continue;
    const cut = { ...action, Transitions: { ...action.Transitions, NextAction: 'nowhere' } };
    const noErrors = { ...action, Transitions: { ...action.Transitions, Errors: [] } };
    expect(checkFlow({ ...flow, Actions: flow.Actions.with(index, cut) })).not.toEqual([]);
    if (action.Transitions.Errors === undefined) continue;
    expect(checkFlow({ ...flow, Actions: flow.Actions.with(index, noErrors) })).not.toEqual([]);
  }
});

test('a simple flow passes', () => {
  expect(checkFlow(flowOf(hello))).toEqual([]);
  expect(checkFlow(flowOf(key))).toEqual([]);
  expect(
    checkFlow(flowOf(rounds, { ...hello, Transitions: { ...hello.Transitions, NextAction: 'rounds' } })),
  ).toEqual([]);
});

describe('the check finds', () => {
  const cases: readonly (readonly [string, Flow, string])[] = [
    ['another version', { ...flowOf(hello), Version: '2020-01-01' as '2019-10-30' }, 'version'],
    ['a start that does not exist', { ...flowOf(hello), StartAction: 'x' }, 'start action x does not exist'],
    ['an identifier used twice', flowOf(hello, hello), 'hello: identifier is used twice'],
    ['an identifier with forbidden characters', flowOf({ ...hello, Identifier: 'a/b' }), 'a/b: identifier'],
    [
      'an identifier that JavaScript stumbles over',
      flowOf({ ...hello, Identifier: 'constructor' }),
      'not allowed',
    ],
    ['an identifier too long', flowOf({ ...hello, Identifier: 'x'.repeat(51) }), 'not allowed'],
    ['an unknown action', flowOf({ ...hello, Type: 'PlayPrompt' }), 'hello: action PlayPrompt'],
    ['an action named like a method', flowOf({ ...hello, Type: 'toString' }), 'hello: action toString'],
    [
      'an end without a hang-up',
      flowOf({ Identifier: 'stop', Type: 'EndFlowExecution', Parameters: {}, Transitions: {} }),
      'stop: ends without hanging up',
    ],
    ['an unknown parameter', flowOf(withParameters(hello, { Text: 'a', Txt: 'b' })), 'parameter Txt'],
    ['no words at all', flowOf(withParameters(hello, {})), 'needs exactly one of'],
    [
      'two kinds of words',
      flowOf(withParameters(hello, { Text: 'a', SSML: '<speak>a</speak>' })),
      'exactly one',
    ],
    [
      'a number for a string',
      flowOf(withParameters(key, { Text: 'a', InputTimeLimitSeconds: 5 })),
      'not a string',
    ],
    ['a missing parameter', flowOf(withParameters(key, { Text: 'a' })), 'InputTimeLimitSeconds is missing'],
    [
      'no time to press a key',
      flowOf(withParameters(key, { Text: 'a', InputTimeLimitSeconds: '0' })),
      'from 1',
    ],
    [
      'a dynamic value where only a static one is taken',
      flowOf(withParameters(key, { Text: 'a', InputTimeLimitSeconds: '$.Attributes.seconds' })),
      'has to be static',
    ],
    [
      'a JSONPath that does not exist',
      flowOf(withParameters(hello, { Text: 'Hi $.Attribute.x' })),
      '$.Attribute.x',
    ],
    ['SSML without its root', flowOf(withParameters(hello, { SSML: 'a' })), 'not one <speak>'],
    [
      'SSML with other markup',
      flowOf(withParameters(hello, { SSML: '<speak><b>a</b></speak>' })),
      'unknown markup',
    ],
    ['a voice style that does not exist', flowOf(voice({ TextToSpeechStyle: 'Sad' })), 'may not be Sad'],
    [
      'no next action',
      flowOf({ ...hello, Transitions: { Errors: hello.Transitions.Errors ?? [] } }),
      'no next',
    ],
    ['a next action that does not exist', flowOf(to(hello, 'nowhere')), 'hello: leads to nowhere'],
    [
      'an error that leads nowhere',
      flowOf({ ...hello, Transitions: { NextAction: 'end' } }),
      'NoMatchingError leads',
    ],
    ['an undocumented error', flowOf(withError(hello, 'Oops')), 'error Oops is not documented'],
    ['an error wired twice', flowOf(withError(hello, 'NoMatchingError')), 'wired twice'],
    [
      'a condition where none is taken',
      flowOf(withCondition(hello, 'Equals', 'x')),
      'conditions are not supported',
    ],
    [
      'an operator that is not taken',
      flowOf(withCondition(key, 'TextContains', '1')),
      'operator TextContains',
    ],
    ['an operand that is no key', flowOf(withCondition(key, 'Equals', '12')), 'operand 12'],
    [
      'a loop without an end',
      flowOf({ ...rounds, Transitions: { NextAction: 'hello', Conditions: [] } }, to(hello, 'rounds')),
      'no condition for DoneLooping',
    ],
    [
      'transitions after the end',
      flowOf(hello, { ...hangUp('stop'), Transitions: { NextAction: 'end' } }),
      'stop: has',
    ],
    [
      'an action that is never reached',
      flowOf(hello, say('alone', { Text: 'a' }, exits)),
      'alone: is never reached',
    ],
    ['a round trip', flowOf(to(hello, 'hello')), 'hello: a path from here never ends'],
    [
      'a round trip behind an error',
      flowOf(say('hello', { Text: 'a' }, { next: 'end', onError: 'hello' })),
      'hello: a path from here never ends',
    ],
  ];

  test.each(cases)('%s', (_what, flow, fault) => {
    expect(checkFlow(flow).join('\n')).toContain(fault);
  });
});

function voice(more: Record<string, unknown>): FlowAction {
  const Parameters = { TextToSpeechVoice: 'Joanna', ...more };
  return { ...hello, Type: 'UpdateContactTextToSpeechVoice', Parameters };
}

function to(action: FlowAction, NextAction: string): FlowAction {
  return { ...action, Transitions: { ...action.Transitions, NextAction } };
}

function withError({ Transitions, ...action }: FlowAction, ErrorType: string): FlowAction {
  const Errors = [...(Transitions.Errors ?? []), { NextAction: 'end', ErrorType }];
  return { ...action, Transitions: { ...Transitions, Errors } };
}

function withCondition(
  { Transitions, ...action }: FlowAction,
  Operator: string,
  operand: string,
): FlowAction {
  const Conditions = [{ NextAction: 'end', Condition: { Operator, Operands: [operand] } }];
  return { ...action, Transitions: { ...Transitions, Conditions } };
}
