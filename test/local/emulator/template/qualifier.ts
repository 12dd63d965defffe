/** Which function is meant by its name or ARN, and by which alias it is called. */

import type { LocalStack, StackResource } from './stack.ts';
import { TemplateError } from './template.ts';

export interface Called {
  readonly function: StackResource;
  /** Name of the alias, or `$LATEST`. */
  readonly qualifier: string;
}

/**
 * Reads `name`, `name:alias` and both as ARNs, as Lambda does.
 * Throws a `TemplateError` for a function or an alias that the template does not have.
 */
export function calledAs(stack: LocalStack, nameOrArn: string): Called {
  const [name = '', qualifier = '$LATEST'] = nameOrArn
    .replace(/^arn:aws:lambda:[^:]*:[^:]*:function:/, '')
    .split(':');
  const fn = stack.find('AWS::Lambda::Function', name);
  if (fn === undefined) throw new TemplateError(`The template has no function ${nameOrArn}`);
  if (
    qualifier !== '$LATEST' &&
    stack.find('AWS::Lambda::Alias', `${fn.attributes.Arn}:${qualifier}`) === undefined
  ) {
    throw new TemplateError(`The template has no alias ${qualifier} of ${fn.logicalId}`);
  }
  return { function: fn, qualifier };
}
