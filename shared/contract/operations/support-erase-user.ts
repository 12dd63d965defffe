/** Contract of DELETE /v1/support/users/{userId}. */

import { operation } from '../operation.ts';
import { userParams } from '../user-params.ts';

export const supportEraseUser = operation({
  id: 'support-erase-user',
  method: 'DELETE',
  path: '/v1/support/users/{userId}',
  summary: 'Erase everything about a user, the audit trail included',
  access: 'admin',
  params: userParams,
  reply: { status: 204 },
  problems: [],
});
