/** EventBridge's event patterns, which Lambda's stream filters use as well. */

import { isRecord, TemplateError } from '../../template/template.ts';

/** Whether the event fits the pattern. Throws a `TemplateError` for a matcher that is unknown here. */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  if (!isRecord(pattern)) throw new TemplateError('An event pattern must be an object');
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or' && Array.isArray(wanted)) return wanted.some((one) => matchesPattern(one, event));
    const actual = isRecord(event) ? event[key] : undefined;
    if (!Array.isArray(wanted)) return matchesPattern(wanted, actual);
    // A list in the event fits if any of its items does.
    const candidates: readonly unknown[] = Array.isArray(actual) && actual.length > 0 ? actual : [actual];
    return wanted.some((matcher) => candidates.some((candidate) => matchesValue(matcher, candidate)));
  });
}

function matchesValue(matcher: unknown, actual: unknown): boolean {
  if (!isRecord(matcher)) return matcher === actual;
  const [name] = Object.keys(matcher);
  const wanted = name === undefined ? undefined : matcher[name];
  switch (name) {
    case 'exists':
      return (actual !== undefined) === wanted;
    case 'prefix':
      return typeof actual === 'string' && actual.startsWith(String(wanted));
    case 'suffix':
      return typeof actual === 'string' && actual.endsWith(String(wanted));
    case 'equals-ignore-case':
      return typeof actual === 'string' && actual.toLowerCase() === String(wanted).toLowerCase();
    case 'anything-but': {
      const unwanted: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
      return actual !== undefined && !unwanted.some((one) => matchesValue(one, actual));
    }
    case 'numeric':
      return typeof actual === 'number' && Array.isArray(wanted) && comparisonsHold(wanted, actual);
    default:
      throw new TemplateError(`The local system does not know the event matcher ${name}`);
  }
}

/** `[">", 0, "<=", 5]`: operator and number in turns. */
function comparisonsHold(terms: readonly unknown[], actual: number): boolean {
  return terms.every((operator, index) => {
    if (index % 2 === 1) return true;
    const bound = Number(terms[index + 1]);
    switch (operator) {
      case '=':
        return actual === bound;
      case '<':
        return actual < bound;
      case '<=':
        return actual <= bound;
      case '>':
        return actual > bound;
      case '>=':
        return actual >= bound;
      default:
        throw new TemplateError(`The local system does not know the comparison ${String(operator)}`);
    }
  });
}
