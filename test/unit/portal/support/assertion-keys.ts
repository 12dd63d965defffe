/** A 2FA service as its assertions show it: a key, and the key set that a backend fetches. */

import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

export const issuer = 'https://2fa.example';
export const audience = 'portal';
export const signIn = { sub: 'user-ada', sid: 'session-1' };
/** Seconds since the epoch. */
export const start = 1_800_000_000;

const serviceKeys = await generateKeyPair('RS256', { extractable: true });
export const otherKeys = await generateKeyPair('RS256');
const publicJwk = { ...(await exportJWK(serviceKeys.publicKey)), kid: 'key-1', alg: 'RS256' };

export interface Changes {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly issuedAt?: number;
  readonly key?: CryptoKey;
  readonly kid?: string;
}

export const createAssertion = ({
  claims = {},
  issuedAt = start,
  key = serviceKeys.privateKey,
  kid = 'key-1',
}: Changes = {}): Promise<string> =>
  new SignJWT({
    iss: issuer,
    aud: audience,
    ...signIn,
    jti: 'assertion-1',
    outcome: 'verified',
    method: 'totp',
    purpose: 'sign_in',
    auth_time: issuedAt,
    iat: issuedAt,
    exp: issuedAt + 300,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(key);

/** The service's key set, and how often it was fetched from where. */
export function keySet(answer: () => Response = () => Response.json({ keys: [publicJwk] })) {
  const fetched: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    fetched.push(url);
    return answer();
  };
  return { fetched, fetch };
}
