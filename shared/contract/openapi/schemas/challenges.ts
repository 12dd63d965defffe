/** What a sign-in needs, and the proof of it. */

import { sendChallengeCode } from '../../operations/send-challenge-code.ts';
import {
  challenge,
  enrolmentOption,
  enrolmentPrompt,
  exemption,
  startChallenge,
} from '../../operations/start-challenge.ts';
import {
  backupCodeProof,
  phoneProof,
  totpProof,
  verifyChallenge,
} from '../../operations/verify-challenge.ts';
import { described, type Schemas } from '../described.ts';
import { LOCALE } from './phrases.ts';

export const CHALLENGES = {
  StartChallengeRequest: described(startChallenge.body, 'What the user is about to do.', {
    purpose: '`sign_in` (default), or `step_up` to prove the factor again before it is changed.',
    signUp: 'Whether this is the first session after sign-up, which is not prompted.',
  }),
  Decision: described(startChallenge.reply.body, 'What this sign-in needs.'),
  Challenge: described(challenge, 'A second factor is in force and has to be proved.', {
    decision: 'Always `challenge`.',
    challengeId: 'Opaque; for the operations that send a code and prove it.',
    methods: 'What it can be answered with.',
    phone: 'Where codes can be sent; only if `methods` has `phone`.',
    expiresAt: 'Until when it can be answered.',
  }),
  EnrollmentPrompt: described(enrolmentPrompt, 'No second factor is in force; offer to set one up.', {
    decision: 'Always `enroll`.',
    skippable: 'Whether the user may put it off.',
    methods: 'What can be set up.',
  }),
  EnrollmentOption: described(enrolmentOption, 'How a second factor can be set up.'),
  Exemption: described(exemption, 'Nothing is asked of this sign-in.', {
    decision: 'Always `allow`.',
    reason:
      '`sso`: signed in by SSO or SAML. `api`: a direct API request. `sign_up`: the first session after sign-up. ' +
      "`before_policy_date`: the operator's policy is not in force yet.",
    assertion: 'Outcome `exempt`.',
  }),
  SendCodeRequest: described(sendChallengeCode.body, 'How to send the code.', {
    channel: 'One of the channels of the challenge.',
    locale: LOCALE,
  }),
  Proof: described(verifyChallenge.body, 'Proof of the second factor.'),
  TotpProof: described(totpProof, 'A code of the authenticator app.', {
    method: 'Always `totp`.',
    code: 'Six digits. Each is accepted once.',
  }),
  PhoneProof: described(phoneProof, 'The code that was sent for this challenge.', {
    method: 'Always `phone`.',
    code: 'Six digits. Only the code sent last is accepted.',
  }),
  BackupCodeProof: described(backupCodeProof, 'One of the backup codes.', {
    method: 'Always `backup_code`.',
    code: 'Sixteen letters and digits; case, spaces and hyphens do not matter.',
  }),
  Verified: described(verifyChallenge.reply.body, 'The second factor is proved.', {
    assertion: "Outcome `verified`, with the challenge's purpose.",
    method: 'What it was proved with.',
    backupCodesRemaining: 'Backup codes not used yet.',
  }),
} as const satisfies Schemas;
