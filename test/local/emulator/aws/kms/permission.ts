/** Whether a role may make a call: a key's own policy is asked as well, of other resources the role alone. */

import { type AccessRequest, isAllowed } from '../../iam/evaluate.ts';
import { type Caller, isAllowedOnKey } from '../../iam/key-policy.ts';
import type { KmsKeys } from './keys.ts';

/** Throws for a condition that cannot be judged. */
export function mayCall(caller: Caller, request: AccessRequest, keys: KmsKeys): boolean {
  if (!request.action.startsWith('kms:')) return isAllowed(caller.statements, request);
  return isAllowedOnKey(keys.get(request.resource).policy, caller, request);
}
