/** The role of each function, and what it may do. */

import type { LocalStack } from '../template/stack.ts';
import { asString } from '../template/template.ts';
import type { Caller } from './key-policy.ts';
import { statementsOfRole } from './policy.ts';

/** By the function's logical id. */
export type CallerOf = (functionLogicalId: string) => Caller;

/** Each role is read once: the front asks at every call. */
export function createRoles(stack: LocalStack): CallerOf {
  const known = new Map<string, Caller>();
  return (functionLogicalId) => {
    const caller = known.get(functionLogicalId) ?? readRole(functionLogicalId, stack);
    known.set(functionLogicalId, caller);
    return caller;
  };
}

function readRole(functionLogicalId: string, stack: LocalStack): Caller {
  const roleArn = asString(stack.get(functionLogicalId).properties.Role, functionLogicalId);
  return { roleArn, statements: statementsOfRole(stack, roleArn) };
}
