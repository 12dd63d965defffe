/** Contract of DELETE /v1/2fa. */

import { operation } from '../operation.ts';

export const turnOff = operation({
  id: 'turn-off',
  method: 'DELETE',
  path: '/v1/2fa',
  summary: 'Turn the second factor off, where the operator allows it',
  access: 'user',
  stepUp: true,
  reply: { status: 204 },
  problems: ['two_factor_cannot_be_disabled', 'not_enabled'],
});
