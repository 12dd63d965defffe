/** Contract of GET /v1/2fa. */

import { operation } from '../operation.ts';
import { status } from '../status.ts';

export const getStatus = operation({
  id: 'get-status',
  method: 'GET',
  path: '/v1/2fa',
  summary: 'Status of the second factor',
  access: 'user',
  reply: { status: 200, body: status },
  problems: [],
});
