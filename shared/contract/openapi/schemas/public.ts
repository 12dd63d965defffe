/** What anybody may read. */

import { getJwks, publicKey } from '../../operations/get-jwks.ts';
import { getOpenapi } from '../../operations/get-openapi.ts';
import { described, type Schemas } from '../described.ts';

export const PUBLIC = {
  KeySet: described(getJwks.reply.body, 'JSON Web Key Set (RFC 7517).', {
    keys: 'The keys that assertions may be signed with.',
  }),
  PublicKey: described(publicKey, 'A public RSA key (RFC 7518 §6.3.1).', {
    kty: 'Key type.',
    use: 'For signatures.',
    alg: 'Algorithm of the signatures.',
    kid: "Id of the key, which the assertion's header names.",
    n: 'Modulus.',
    e: 'Exponent.',
  }),
  OpenapiDocument: described(getOpenapi.reply.body, 'An OpenAPI document.', {
    openapi: 'Version of the OpenAPI specification.',
  }),
} as const satisfies Schemas;
