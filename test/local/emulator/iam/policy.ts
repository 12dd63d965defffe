/** IAM policy statements, read from a role's policies as the template has them. */

import type { LocalStack, StackResource } from '../template/stack.ts';
import { asArray, asRecord, asString, asStrings, isRecord, TemplateError } from '../template/template.ts';

/** Operator, then context key, then the values of which one must match. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly conditions: Conditions;
}

/** A statement of a resource's own policy, which says whom it is about. */
export interface ResourceStatement extends Statement {
  /** ARNs of AWS principals, `*` for anybody; services are left out. */
  readonly principals: readonly string[];
}

/** AWS's own policies that the local system knows, as far as its stand-ins go. */
const AWS_MANAGED: Readonly<Record<string, readonly Statement[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': [
    allow('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'),
  ],
  AWSXRayDaemonWriteAccess: [allow('xray:PutTraceSegments', 'xray:PutTelemetryRecords')],
};

function allow(...actions: readonly string[]): Statement {
  return { effect: 'Allow', actions, notActions: [], resources: ['*'], notResources: [], conditions: {} };
}

/** Reads a resolved policy document. Refuses what it would otherwise have to ignore. */
export function readPolicy(document: unknown, where: string): readonly Statement[] {
  return asArray(asRecord(document, where).Statement).map((raw) => {
    const statement = asRecord(raw, where);
    const effect = asString(statement.Effect, where);
    if (effect !== 'Allow' && effect !== 'Deny') throw new TemplateError(`${where} has the effect ${effect}`);
    return {
      effect,
      actions: asStrings(statement.Action, where),
      notActions: asStrings(statement.NotAction, where),
      resources: asStrings(statement.Resource, where),
      notResources: asStrings(statement.NotResource, where),
      conditions: readConditions(statement.Condition, where),
    };
  });
}

/** The same of the policy that a resource has. `Resource` means that resource there, whatever it says. */
export function readResourcePolicy(document: unknown, where: string): readonly ResourceStatement[] {
  const raw = asArray(asRecord(document, where).Statement);
  return readPolicy(document, where).map((statement, index) => {
    const { Principal, NotPrincipal } = asRecord(raw[index], where);
    if (NotPrincipal !== undefined)
      throw new TemplateError(`The local system cannot judge NotPrincipal in ${where}`);
    const principals = isRecord(Principal) ? asStrings(Principal.AWS, where) : asStrings(Principal, where);
    return { ...statement, principals };
  });
}

function readConditions(value: unknown, where: string): Conditions {
  if (value === undefined) return {};
  const operators = Object.entries(asRecord(value, where)).map(([operator, keys]) => {
    const entries = Object.entries(asRecord(keys, where)).map(([key, values]) => [
      key,
      asStrings(values, where),
    ]);
    return [operator, Object.fromEntries(entries)];
  });
  return Object.fromEntries(operators);
}

/** Every statement that the role of this function has, from whatever kind of policy. */
export function statementsOfRole(stack: LocalStack, roleArn: string): readonly Statement[] {
  const role = stack.find('AWS::IAM::Role', roleArn);
  if (role === undefined) throw new TemplateError(`The template has no role ${roleArn}`);
  const inline = asArray(role.properties.Policies).flatMap((policy) =>
    isRecord(policy) ? readPolicy(policy.PolicyDocument, role.logicalId) : [],
  );
  const attached = stack
    .ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
    .filter((policy) => asArray(policy.properties.Roles).includes(role.ref));
  const own = stack.ofType('AWS::IAM::ManagedPolicy');
  const managed = asStrings(role.properties.ManagedPolicyArns, role.logicalId).flatMap((arn) =>
    managedPolicy(arn, own),
  );
  return [
    ...inline,
    ...attached.flatMap((policy) => readPolicy(policy.properties.PolicyDocument, policy.logicalId)),
    ...managed,
  ];
}

function managedPolicy(arn: string, own: readonly StackResource[]): readonly Statement[] {
  const ours = own.find((policy) => policy.ref === arn);
  if (ours !== undefined) return readPolicy(ours.properties.PolicyDocument, ours.logicalId);
  const statements = AWS_MANAGED[arn.replace('arn:aws:iam::aws:policy/', '')];
  if (statements === undefined) throw new TemplateError(`The local system does not know the policy ${arn}`);
  return statements;
}
