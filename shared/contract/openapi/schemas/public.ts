/** What anybody may read. */

import { getDiscovery } from '../../operations/get-discovery.ts';
import { scriptModule } from '../../operations/get-elements.ts';
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
  Discovery: described(
    getDiscovery.reply.body,
    'How assertions are checked (OpenID Connect Discovery 1.0 §3, as far as it is about checking tokens).',
    {
      issuer: '`iss` of the assertions; this document is at its `/.well-known/openid-configuration`.',
      jwks_uri: 'Where the keys are.',
      response_types_supported: 'For readers that need one. Nothing can be requested here.',
      subject_types_supported: '`sub` is the same for everybody who checks.',
      id_token_signing_alg_values_supported: 'Algorithm of the signatures.',
      claims_supported: 'Claims that an assertion may have.',
    },
  ),
  ElementsModule: described(scriptModule, 'An ECMAScript module for browsers.'),
  OpenapiDocument: described(getOpenapi.reply.body, 'An OpenAPI document.', {
    openapi: 'Version of the OpenAPI specification.',
  }),
} as const satisfies Schemas;
