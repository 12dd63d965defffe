/** The roles of the functions in single permissions, and what becomes of each: used, refused, taken away. */

import type { LocalStack } from '../template/stack.ts';
import { asString } from '../template/template.ts';
import { type AccessRequest, isAllowed } from './evaluate.ts';
import type { Caller } from './key-policy.ts';
import { type Statement, statementsOfRole } from './policy.ts';

/** One thing that one function may do. */
export interface Permission {
  /** Logical id. */
  readonly functionName: string;
  readonly action: string;
  /** A pattern; resources of the stack by their logical ids. After `not` what it does not hold for. */
  readonly resource: string;
  /** As text; empty for none. */
  readonly condition: string;
}

/** What was met: used, or refused for want of it. */
export interface Met extends Permission {
  readonly outcome: 'used' | 'refused';
}

export interface Permissions {
  /** The function's role, without what is withheld. */
  callerOf(functionName: string): Caller;
  /** Remembers the answer to a question that a function's call raised. */
  note(functionName: string, request: AccessRequest, allowed: boolean): void;
  granted(functionName: string): readonly Permission[];
  /** What was met since the start. */
  met(): readonly Met[];
  /** Takes these permissions from their roles, in place of those before. */
  withhold(permissions: readonly Permission[]): void;
  /** What was withheld and missed, as often as that was. */
  refusals(): readonly Permission[];
}

interface Single {
  readonly permission: Permission;
  readonly statement: Statement;
}

/** What permissions are for. */
const NAMED = [
  'AWS::Connect::Instance',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::SQS::Queue',
];

const textOf = (permission: Permission): string => JSON.stringify(permission);

/** @param onMet is told of each thing once. */
export function createPermissions(
  stack: LocalStack,
  onMet: (met: Met) => void = () => undefined,
): Permissions {
  const roles = new Map<string, { readonly roleArn: string; readonly singles: readonly Single[] }>();
  const met = new Map<string, Met>();
  const refusals: Permission[] = [];
  let withheld: readonly Permission[] = [];

  const names = stack
    .ofType(...NAMED)
    .map(({ attributes, logicalId }) => [attributes.Arn ?? logicalId, logicalId] as const)
    // A longer ARN first, as a shorter one may be its beginning.
    .toSorted(([one], [other]) => other.length - one.length);
  const named = (text: string): string =>
    names.reduce((before, [arn, id]) => before.replaceAll(arn, id), text);

  function roleOf(functionName: string) {
    const known = roles.get(functionName);
    if (known !== undefined) return known;
    const roleArn = asString(stack.get(functionName).properties.Role, functionName);
    const singles = statementsOfRole(stack, roleArn).flatMap((statement) => split(functionName, statement));
    const role = { roleArn, singles };
    roles.set(functionName, role);
    return role;
  }

  function split(functionName: string, statement: Statement): readonly Single[] {
    const { actions, resources, notResources, conditions } = statement;
    const condition = Object.keys(conditions).length === 0 ? '' : named(JSON.stringify(conditions));
    const only = resources.length > 0 ? resources : [undefined];
    return actions.flatMap((action) =>
      only.map((resource) => ({
        permission: {
          functionName,
          action,
          resource: resource === undefined ? `not ${notResources.join(', ')}` : named(resource),
          condition,
        },
        statement: {
          ...statement,
          actions: [action],
          resources: resource === undefined ? [] : [resource],
        },
      })),
    );
  }

  function meet(one: Met): void {
    const key = `${one.outcome} ${textOf(one)}`;
    if (met.has(key)) return;
    met.set(key, one);
    onMet(one);
  }

  return {
    callerOf: (functionName) => {
      const { roleArn, singles } = roleOf(functionName);
      const left =
        withheld.length === 0 ? singles : singles.filter(({ permission }) => !withheld.includes(permission));
      return { roleArn, statements: left.map(({ statement }) => statement) };
    },
    note: (functionName, request, allowed) => {
      const { action } = request;
      // The resource of a text is a phone number.
      const resource = action === 'sns:Publish' ? 'a phone' : named(request.resource);
      if (!allowed) {
        const { singles } = roleOf(functionName);
        const lacking = singles.filter(
          ({ permission, statement }) => withheld.includes(permission) && isAllowed([statement], request),
        );
        refusals.push(...lacking.map(({ permission }) => permission));
        if (lacking.length > 0) return;
        return meet({ outcome: 'refused', functionName, action, resource, condition: '' });
      }
      for (const { permission, statement } of roleOf(functionName).singles) {
        if (isAllowed([statement], request)) meet({ outcome: 'used', ...permission });
      }
    },
    granted: (functionName) => roleOf(functionName).singles.map(({ permission }) => permission),
    met: () => [...met.values()],
    withhold: (permissions) => {
      withheld = permissions;
    },
    refusals: () => [...refusals],
  };
}
