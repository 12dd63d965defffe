/** As much of DynamoDB's expressions as the adapters use: conditions, and updates that set and add. */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

export interface Placeholders {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

type Scalar = string | number | undefined;

/** Whether the condition holds for the item; none always holds. Throws at what it does not know. */
export function holds(condition: string | undefined, item: Item, placeholders: Placeholders): boolean {
  if (condition === undefined) return true;
  const tokens = condition.match(/<=|>=|<>|[<>=()]|[:#\w]+/g) ?? [];
  let at = 0;
  const take = (): string => tokens[at++] ?? '';
  const either = (): boolean => joined('OR', all, (left, right) => left || right);
  const all = (): boolean => joined('AND', one, (left, right) => left && right);
  const result = either();
  if (at < tokens.length) throw new Error(`Not understood: ${condition}`);
  return result;

  function joined(word: string, part: () => boolean, join: (left: boolean, right: boolean) => boolean) {
    let value = part();
    while (tokens[at] === word) {
      take();
      value = join(value, part());
    }
    return value;
  }

  function one(): boolean {
    const token = take();
    if (token === '(') return closing(either());
    if (token === 'attribute_not_exists') {
      take();
      return closing(operand(take(), item, placeholders) === undefined);
    }
    const left = operand(token, item, placeholders);
    const operator = take();
    return compare(left, operator, operand(take(), item, placeholders));
  }

  function closing(value: boolean): boolean {
    if (take() !== ')') throw new Error(`Not understood: ${condition}`);
    return value;
  }
}

/** The item after `SET a = b, c = c + d, e = if_not_exists(e, f) - d`. */
export function updated(expression: string, item: Item, placeholders: Placeholders): Item {
  const assignments = expression.replace(/^SET /, '').split(/, (?![^(]*\))/);
  const set = assignments.map((assignment) => {
    const [target = '', value = ''] = assignment.split(' = ');
    const [, first = '', sign, second = ''] =
      /^(\S+|if_not_exists\(.*?\))(?: ([+-]) (\S+))?$/.exec(value) ?? [];
    const left = known(first, item, placeholders);
    const right = Number(operand(second, item, placeholders));
    const sum = sign === undefined ? left : Number(left) + (sign === '+' ? right : -right);
    return [nameOf(target, placeholders), typeof sum === 'number' ? { N: String(sum) } : { S: String(sum) }];
  });
  return { ...item, ...Object.fromEntries(set) };
}

/** An operand, or what stands in for one that is not there. */
function known(term: string, item: Item, placeholders: Placeholders): Scalar {
  const [, first = term, second = ''] = /^if_not_exists\((\S+), (\S+)\)$/.exec(term) ?? [];
  return (
    operand(first, item, placeholders) ?? (second === '' ? undefined : operand(second, item, placeholders))
  );
}

function operand(token: string, item: Item, placeholders: Placeholders): Scalar {
  const value = token.startsWith(':')
    ? placeholders.ExpressionAttributeValues?.[token]
    : item[nameOf(token, placeholders)];
  if (value === undefined) return undefined;
  return value.N === undefined ? value.S : Number(value.N);
}

const nameOf = (token: string, { ExpressionAttributeNames }: Placeholders): string =>
  token.startsWith('#') ? (ExpressionAttributeNames?.[token] ?? token) : token;

/** An attribute that is not there compares with nothing, as in DynamoDB. */
function compare(left: Scalar, operator: string, right: Scalar): boolean {
  if (left === undefined || right === undefined) return false;
  switch (operator) {
    case '=':
      return left === right;
    case '<>':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      throw new Error(`Not understood: ${operator}`);
  }
}
