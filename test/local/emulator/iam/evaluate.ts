/** Decides a call against policy statements, as IAM does: a denial wins, and without an allowance it is refused. */

import { TemplateError } from '../template/template.ts';
import type { Conditions, Statement } from './policy.ts';

/** One question to IAM. */
export interface AccessRequest {
  /** E.g. `dynamodb:GetItem`. */
  readonly action: string;
  /** ARN, or whatever the service gives where it has none. */
  readonly resource: string;
  /** Condition keys with their values; keys are compared without case. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** Whether these statements allow the request. Throws for a condition that cannot be judged. */
export function isAllowed(statements: readonly Statement[], request: AccessRequest): boolean {
  const applying = statements.filter((statement) => applies(statement, request));
  const denied = applying.some(({ effect }) => effect === 'Deny');
  return !denied && applying.some(({ effect }) => effect === 'Allow');
}

function applies(statement: Statement, request: AccessRequest): boolean {
  const { actions, notActions, resources, notResources } = statement;
  const action = request.action.toLowerCase();
  const ofAction = (patterns: readonly string[]) =>
    patterns.some((one) => matches(one.toLowerCase(), action));
  const ofResource = (patterns: readonly string[]) => patterns.some((one) => matches(one, request.resource));
  const actionApplies = notActions.length > 0 ? !ofAction(notActions) : ofAction(actions);
  const resourceApplies = notResources.length > 0 ? !ofResource(notResources) : ofResource(resources);
  return actionApplies && resourceApplies && conditionsHold(statement.conditions, request.context);
}

/** `*` for any text, `?` for one character. */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

type Comparison = (actual: string, wanted: string) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: (actual, wanted) => matches(wanted, actual),
  ArnEquals: (actual, wanted) => matches(wanted, actual),
  ArnLike: (actual, wanted) => matches(wanted, actual),
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
};

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/**
 * Keys of which a call may carry none, e.g. an absent encryption context. For any other key without a value the
 * local system cannot tell what AWS would have sent, so it refuses to guess.
 */
const OPTIONAL_KEYS = [
  'kms:viaservice',
  'kms:requestalias',
  'dynamodb:leadingkeys',
  'dynamodb:attributes',
  'sns:protocol',
];

function conditionsHold(conditions: Conditions, context: AccessRequest['context']): boolean {
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const actual = values.get(key.toLowerCase());
      if (actual === undefined && !OPTIONAL_KEYS.includes(key.toLowerCase())) {
        throw new TemplateError(`The local system cannot judge a policy's condition on ${key}`);
      }
      return operatorHolds(operator, actual, wanted);
    }),
  );
}

function operatorHolds(
  operator: string,
  actual: readonly string[] | undefined,
  wanted: readonly string[],
): boolean {
  const [quantifier, bare] = operator.includes(':') ? operator.split(':', 2) : [undefined, operator];
  const ifExists = bare?.endsWith('IfExists') === true;
  const name = ifExists ? (bare ?? '').slice(0, -'IfExists'.length) : (bare ?? '');
  if (name === 'Null') return wanted.some((value) => (value === 'true') === (actual === undefined));
  const positive = NEGATED[name] ?? name;
  const compare = COMPARISONS[positive];
  if (compare === undefined)
    throw new TemplateError(`The local system does not know the condition ${operator}`);
  const negated = positive !== name;
  const one = (value: string): boolean => wanted.some((want) => compare(value, want)) !== negated;
  if (quantifier === 'ForAllValues') return (actual ?? []).every(one);
  if (quantifier === 'ForAnyValue') return (actual ?? []).some(one);
  if (actual === undefined) return ifExists || negated;
  return actual.some(one);
}
