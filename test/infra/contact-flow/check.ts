/** Checks a contact flow as Connect would where it is deployed: by form against the documentation, and by its paths. */

import type { Flow, FlowAction } from '../../../infra/connect-flow/flow.ts';
import { checkParameters } from './check-parameters.ts';
import { checkPaths } from './check-paths.ts';
import { DOCUMENTED_ACTIONS, OPERATORS } from './documented.ts';

const MAX_ACTIONS = 250;
const MAX_IDENTIFIER_LENGTH = 50;
const FORBIDDEN_IN_IDENTIFIER = /[%:(\\/)=$,;[\]{}]/;
const FORBIDDEN_IDENTIFIERS: readonly string[] = [
  '__proto__',
  'constructor',
  '__defineGetter__',
  '__defineSetter__',
  'toString',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'valueOf',
];

/**
 * The faults of a flow, as sentences that begin with the action's identifier; none if it is sound.
 *
 * Sound means: only documented actions, parameters, errors and conditions; every transition leads to an
 * action; every action can be reached; every path ends, after a bounded number of steps, in a hang-up.
 */
export function checkFlow(flow: Flow): string[] {
  return [...checkFrame(flow), ...flow.Actions.flatMap((action) => checkAction(action)), ...checkPaths(flow)];
}

function checkFrame({ Version, Actions }: Flow): string[] {
  const faults: string[] = [];
  if (Version !== '2019-10-30') faults.push(`flow: version ${String(Version)} is unknown`);
  if (Actions.length > MAX_ACTIONS) faults.push(`flow: has more than ${MAX_ACTIONS} actions`);
  const seen = new Set<string>();
  for (const { Identifier } of Actions) {
    if (seen.has(Identifier)) faults.push(`${Identifier}: identifier is used twice`);
    seen.add(Identifier);
    const isTooLong = Identifier.length === 0 || Identifier.length > MAX_IDENTIFIER_LENGTH;
    const isForbidden =
      FORBIDDEN_IN_IDENTIFIER.test(Identifier) || FORBIDDEN_IDENTIFIERS.includes(Identifier);
    if (isTooLong || isForbidden) faults.push(`${Identifier}: identifier is not allowed`);
  }
  return faults;
}

function checkAction(action: FlowAction): string[] {
  const { Identifier, Type } = action;
  const rule = Object.hasOwn(DOCUMENTED_ACTIONS, Type) ? DOCUMENTED_ACTIONS[Type] : undefined;
  if (rule === undefined) return [`${Identifier}: action ${Type} is not documented here`];
  const faults = [
    ...(rule.unavailable === undefined ? [] : [`action ${Type} is not available: ${rule.unavailable}`]),
    ...checkParameters(action, rule),
    ...checkNext(action, rule.terminal === true),
    ...checkErrors(action, rule.errors),
    ...checkConditions(action, rule),
  ];
  return faults.map((fault) => `${Identifier}: ${fault}`);
}

function checkNext({ Transitions }: FlowAction, isTerminal: boolean): string[] {
  if (isTerminal && Object.keys(Transitions).length > 0) return ['has transitions after the end'];
  if (!isTerminal && Transitions.NextAction === undefined) return ['has no next action'];
  return [];
}

function checkErrors({ Transitions }: FlowAction, rules: Readonly<Record<string, boolean>>): string[] {
  const wired = (Transitions.Errors ?? []).map(({ ErrorType }) => ErrorType);
  return [
    ...wired.filter((type) => !Object.hasOwn(rules, type)).map((type) => `error ${type} is not documented`),
    ...wired
      .filter((type, index) => wired.indexOf(type) !== index)
      .map((type) => `error ${type} is wired twice`),
    ...Object.keys(rules)
      .filter((type) => rules[type] === true && !wired.includes(type))
      .map((type) => `error ${type} leads nowhere`),
  ];
}

function checkConditions(
  { Transitions }: FlowAction,
  { operands, exhaustive }: { operands?: readonly string[] | 'any'; exhaustive?: true },
): string[] {
  const conditions = Transitions.Conditions ?? [];
  if (operands === undefined) return conditions.length > 0 ? ['conditions are not supported'] : [];
  const faults: string[] = [];
  for (const { Condition } of conditions) {
    const [operand, ...more] = Condition.Operands;
    const isKnown =
      operands === 'any' ? OPERATORS.includes(Condition.Operator) : Condition.Operator === 'Equals';
    if (!isKnown) faults.push(`operator ${Condition.Operator} is not supported`);
    if (operand === undefined || more.length > 0) faults.push('a condition needs exactly one operand');
    else if (operands !== 'any' && !operands.includes(operand))
      faults.push(`operand ${operand} is not supported`);
  }
  const present = new Set(conditions.map(({ Condition }) => Condition.Operands[0]));
  if (exhaustive === true && operands !== 'any') {
    faults.push(
      ...operands.filter((operand) => !present.has(operand)).map((operand) => `no condition for ${operand}`),
    );
  }
  return faults;
}
