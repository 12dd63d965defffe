/** What each function's role may do. */

import type { LocalStack } from '../template/stack.ts';
import { asString } from '../template/template.ts';
import { type Statement, statementsOfRole } from './policy.ts';

/** The statements of a function's role, by the function's logical id. */
export type StatementsOf = (functionLogicalId: string) => readonly Statement[];

/** Each role is read once: the front asks at every call. */
export function createRoles(stack: LocalStack): StatementsOf {
  const known = new Map<string, readonly Statement[]>();
  return (functionLogicalId) => {
    const statements = known.get(functionLogicalId) ?? readRole(functionLogicalId, stack);
    known.set(functionLogicalId, statements);
    return statements;
  };
}

function readRole(functionLogicalId: string, stack: LocalStack): readonly Statement[] {
  const { Role } = stack.get(functionLogicalId).properties;
  return statementsOfRole(stack, asString(Role, functionLogicalId));
}
