/** Where EventBridge rules lead: functions, invoked asynchronously, and queues. */

import { matches } from '../../iam/evaluate.ts';
import type { AsyncInvoker } from '../../lambda/async.ts';
import type { Functions } from '../../lambda/functions.ts';
import { calledAs } from '../../template/qualifier.ts';
import type { LocalStack, StackResource } from '../../template/stack.ts';
import { asArray, asRecord, asString, optionalString, TemplateError } from '../../template/template.ts';
import type { DeliverEvent } from './eventbridge.ts';

export interface RuleTargetsOptions {
  readonly stack: LocalStack;
  readonly functions: Functions;
  readonly asyncInvoker: AsyncInvoker;
  readonly sendToQueue: (queueArn: string, body: string) => void;
  readonly log: (line: string) => void;
}

/** A log group as a target only keeps the events, which the local system does anyway. */
const SERVED = /^arn:aws:(lambda|sqs|logs):/;

/** Throws a `TemplateError` for a rule whose target the local system does not serve. */
export function checkRuleTargets(stack: LocalStack): void {
  for (const { properties, logicalId } of stack.ofType('AWS::Events::Rule')) {
    for (const target of asArray(properties.Targets)) {
      const arn = asString(asRecord(target, logicalId).Arn, logicalId);
      if (!SERVED.test(arn))
        throw new TemplateError(`The local system does not serve the target ${arn} of ${logicalId}`);
    }
  }
}

export function createRuleTargets(options: RuleTargetsOptions): DeliverEvent {
  return (targetArn, payload, rule) => {
    if (targetArn.startsWith('arn:aws:sqs:')) options.sendToQueue(targetArn, payload);
    if (!targetArn.startsWith('arn:aws:lambda:')) return;
    if (isPermitted(targetArn, rule, options.stack)) {
      const { qualifier } = calledAs(options.stack, targetArn);
      options.asyncInvoker.invoke(options.functions.get(targetArn), payload, qualifier);
    } else {
      options.log(`No permission of the template lets the rule ${rule.logicalId} invoke ${targetArn}`);
    }
  };
}

function isPermitted(functionArn: string, rule: StackResource, stack: LocalStack): boolean {
  return stack.ofType('AWS::Lambda::Permission').some(({ properties, logicalId }) => {
    const target = asString(properties.FunctionName, logicalId);
    const source = optionalString(properties.SourceArn, logicalId);
    return (
      properties.Principal === 'events.amazonaws.com' &&
      (target === functionArn || functionArn.endsWith(`:function:${target}`)) &&
      (source === undefined || matches(source, rule.attributes.Arn ?? ''))
    );
  });
}
