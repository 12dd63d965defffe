/**
 * Decides a call on a KMS key. Other than elsewhere, IAM counts for nothing there but as far as the key's own policy
 * gives the account a say.
 * https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */

import { LOCAL_ACCOUNT } from '../template/intrinsics.ts';
import { type AccessRequest, isAllowed } from './evaluate.ts';
import type { ResourceStatement, Statement } from './policy.ts';

/** Who calls, and what its role may do. */
export interface Caller {
  readonly roleArn: string;
  readonly statements: readonly Statement[];
}

const ACCOUNT = `arn:aws:iam::${LOCAL_ACCOUNT}:root`;

/** What a key has whose template names no policy: the account's IAM decides alone. */
export const DEFAULT_KEY_POLICY: readonly ResourceStatement[] = [
  {
    effect: 'Allow',
    actions: ['kms:*'],
    notActions: [],
    resources: ['*'],
    notResources: [],
    conditions: {},
    principals: [ACCOUNT],
  },
];

/** Where a key's own policy is found, by its ARN. */
export interface KeyPolicies {
  get(keyArn: string): { readonly policy: readonly ResourceStatement[] };
}

/** Whether the caller may do this, with a key or anything else. Throws for a condition that cannot be judged. */
export function mayCall(caller: Caller, request: AccessRequest, keys: KeyPolicies): boolean {
  if (!request.action.startsWith('kms:')) return isAllowed(caller.statements, request);
  return isAllowedOnKey(keys.get(request.resource).policy, caller, request);
}

/** Whether the caller may do this with the key that has this policy. */
function isAllowedOnKey(
  keyPolicy: readonly ResourceStatement[],
  caller: Caller,
  asked: AccessRequest,
): boolean {
  const request = {
    ...asked,
    context: {
      ...asked.context,
      'aws:PrincipalArn': [caller.roleArn],
      'kms:CallerAccount': [LOCAL_ACCOUNT],
    },
  };
  const about = (...principals: readonly string[]) =>
    keyPolicy
      .filter((statement) => statement.principals.some((one) => principals.includes(one)))
      .map((statement) => ({ ...statement, resources: ['*'], notResources: [] }));
  const denials = [...about(ACCOUNT, caller.roleArn, '*'), ...caller.statements].filter(
    ({ effect }) => effect === 'Deny',
  );
  if (isAllowed([...about(caller.roleArn, '*'), ...denials], request)) return true;
  return isAllowed([...about(ACCOUNT), ...denials], request) && isAllowed(caller.statements, request);
}
