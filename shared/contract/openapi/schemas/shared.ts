/** Types that operations of several groups have. */

import { backupCodes } from '../../backup-codes.ts';
import { phone } from '../../phone.ts';
import { proofMethod } from '../../proof-method.ts';
import { assertion, channel, empty, method } from '../../schema.ts';
import { described, type Schemas } from '../described.ts';
import { MASKED_NUMBER } from './phrases.ts';

export const SHARED = {
  Method: described(method, 'An authenticator app, or codes that are sent to a telephone.'),
  Channel: described(channel, 'How a code is sent.'),
  ProofMethod: described(proofMethod, 'What a second factor can be proved with.'),
  Phone: described(phone, 'The telephone that codes go to.', {
    number: MASKED_NUMBER,
    channels: 'How codes can reach it: a fixed line takes calls only.',
  }),
  Assertion: described(
    assertion,
    "JWT (RS256) for the portal's backend, on which alone it admits the user. Keys: `/.well-known/jwks.json`.",
  ),
  BackupCodes: described(backupCodes, 'Backup codes, each for one use. They are shown this once.'),
  Empty: described(empty, 'No fields. The body may be left out.', {}),
} as const satisfies Schemas;
