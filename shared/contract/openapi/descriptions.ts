/** What the document says of operations, parameters and groups besides their schemas. */

import type * as z from 'zod/mini';
import type { Operation } from '../operation.ts';
import type { OPERATIONS, OperationId } from '../operations.ts';

export const OVERVIEW = `A second factor for the customers of a portal. The portal signs them in; this service asks
for a code and gives an **assertion**, a signed JWT on which alone the portal's backend admits them.

**Errors** of the service are \`application/problem+json\` (RFC 9457); switch on \`code\`. 429 and 503 say in
\`retry-after\` when to try again. API Gateway answers some requests by itself, with \`{"message": …}\` and none of the
service's headers: 401 without a valid token, 404 for a path that is no operation's, 429 where it throttles, and 500
or 503 where a function fails or does not answer in time. Such a 429 or 503 names no time; wait a few seconds.

**Step-up**: where a second factor is in force, changing it takes a fresh proof of it. Start a challenge with
\`{"purpose": "step_up"}\`, answer it, and send its assertion in \`x-2fa-assertion\`.`;

/** An operation belongs to the first group whose prefix its path has. */
export const TAGS = [
  {
    prefix: '/v1/2fa',
    name: 'Second factor',
    description: "The caller's own second factor: setting it up, changing it, its status.",
  },
  {
    prefix: '/v1/challenges',
    name: 'Challenges',
    description: 'What a sign-in or a step-up needs, and the proof of it.',
  },
  {
    prefix: '/v1/support',
    name: 'Support',
    description:
      'For support agents, whose tokens have the scope `2fa:support`, or `2fa:support:read` for what only reads; erasing takes `2fa:admin` instead. Operators may name these scopes otherwise.',
  },
  { prefix: '/', name: 'Public', description: 'What anybody may read, without a token.' },
] as const;

export const DESCRIPTIONS: Readonly<Record<OperationId, string>> = {
  'get-status': "The caller's own second factor, and what is being set up.",
  'start-totp':
    'Makes a new secret for an authenticator app, to be confirmed with a code until `expiresAt`. It replaces whatever was being set up; the factor in force stays in force until then.',
  'confirm-totp':
    'Puts the app in force in place of the factor before. The first factor comes with backup codes, shown this once.',
  'start-phone':
    'Sends a code to the number, to be confirmed with it until `expiresAt`. Again sends a fresh code, which replaces the one before. It replaces whatever was being set up; the factor in force stays in force until then.',
  'confirm-phone':
    'Puts the number in force in place of the factor before. The first factor comes with backup codes, shown this once.',
  'replace-backup-codes': 'Makes a new set of backup codes, shown this once. The old ones are void.',
  'skip-enrolment':
    'Puts the prompt off and gives the assertion for this sign-in, with outcome `skipped`. Refused with `forbidden` once the prompt may no longer be skipped.',
  'turn-off':
    'Removes factor and backup codes. Operators allow it rarely: by default it is refused with `two_factor_cannot_be_disabled`, and the method can be changed instead.',
  'list-events':
    'What happened to the second factor of the caller, in pages: sign-ins, changes, codes that were wrong or sent. What only support may know is left out: who has looked at the account, and who reset it and why.',
  'start-challenge':
    'Decides from the token how the user signed in, and so what is needed now. `challenge`: a proof of the second factor. `enroll`: the offer to set one up. `allow`: nothing. The challenge can be answered once, until `expiresAt`, by the session that asked for it.',
  'send-challenge-code':
    "Sends a code to the user's telephone. Again sends a fresh one, which replaces the one before, but not before `resendAt`. A code that could not be sent costs no request.",
  'verify-challenge':
    'Answers the challenge and gives the assertion with outcome `verified`. A code that is not well-formed is refused with `invalid_request` and costs no try. A backup code also ends a lock after too many wrong codes.',
  'support-get-user': 'Status, limits in force and lock of a user.',
  'support-list-events': 'What happened to the second factor of a user, in pages.',
  'support-reset':
    "Removes a user's factor or limits. It is told in the audit trail, with who did it and why. Nobody may reset their own.",
  'support-erase-user':
    'For a closed account, or a right to erasure: removes factor, backup codes, counts and the audit trail. Takes the scope `2fa:admin`, which opens nothing else. It may be repeated, and answers the same. Close the account first: a user who can still get a token begins anew with the next request. Nobody may erase themselves.',
  'get-jwks': 'Public keys of the assertions. It may be cached; fetch it again for a `kid` that it lacks.',
  'get-discovery':
    'The part of an OpenID discovery document that checking a token takes, for verifiers that are given an issuer: API Gateway, Spring, .NET. Nobody signs in here, so there is no endpoint for that.',
  'get-elements':
    'A module that defines the custom elements `portal-2fa-…`; a page loads it by a script tag of type `module`, with `crossorigin`. What the elements load on demand, a language or the countries, comes from the same address, with `part`.',
  'get-openapi': 'The OpenAPI document of the API, made from the schemas that check the requests.',
};

type NamesOf<Schema> = Schema extends z.ZodMiniObject<infer Shape> ? keyof Shape & string : never;
type ParametersOf<O> = O extends Operation ? NamesOf<O['params']> | NamesOf<O['query']> : never;

export const PARAMETERS: Readonly<Record<ParametersOf<(typeof OPERATIONS)[number]>, string>> = {
  challengeId: 'The `challengeId` of the challenge.',
  userId: "`sub` of the user's tokens, percent-encoded.",
  part: 'What of the elements to give; without it, the elements.',
  cursor: 'The `cursor` of the page before; none for the first page.',
};
