/**
 * GET /.well-known/openid-configuration: by it, whatever checks tokens by their issuer alone checks assertions.
 *
 * Nobody signs in at this issuer, so it names no endpoint of authorisation, as OpenID Connect Discovery 1.0 §3 would
 * have an OpenID provider do; verifiers of tokens need `issuer` and `jwks_uri`, and take the rest as it is.
 */

import type { UseCase } from '../../contract/operation.ts';
import type { getDiscovery as operation } from '../../contract/operations/get-discovery.ts';
import { ok } from '../../domain/result.ts';

/** Of assertions of every outcome together. */
const CLAIMS = [
  ...['iss', 'aud', 'sub', 'sid', 'iat', 'exp', 'jti'],
  ...['outcome', 'reason', 'purpose', 'auth_time', 'method', 'amr'],
] as const;

/** @param issuer of the assertions, without a slash at the end: also where the API is reached. */
export const getDiscovery = (issuer: string): UseCase<typeof operation> => {
  const document = {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: [...CLAIMS],
  };
  return async () => ok(document);
};
