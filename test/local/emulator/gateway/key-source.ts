/** Where the JWT authorizer finds an issuer's keys: OpenID Connect Discovery 1.0 §4, with a cache. */

import type { JsonWebKey } from 'node:crypto';
import { asArray, isRecord, type Properties } from '../template/template.ts';

/** Fetches the issuer's key of this id; undefined where it has none. Rejects where the issuer does not answer. */
export type KeySource = (issuer: string, keyId: string) => Promise<JsonWebKey | undefined>;

/** How long a key set is kept; a key id that is not in it fetches it anew, but not more often than this. */
const KEYS_LIFE_MS = 2 * 60 * 60 * 1000;
const REFETCH_MS = 1000;
/** API Gateway waits 1.5 s; here the issuer is in the same process, which may be busy answering a burst. */
const FETCH_TIMEOUT_MS = 10_000;

/** Keys by OIDC discovery, cached as API Gateway does. */
export function createKeySource(now: () => number = () => performance.now()): KeySource {
  /** Fetches under way, so that a burst of first requests waits for one. */
  const loading = new Map<string, Promise<readonly JsonWebKey[]>>();
  const cached = new Map<string, { readonly at: number; readonly keys: readonly JsonWebKey[] }>();

  const fetchJson = async (url: string): Promise<Properties> => {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    const body: unknown = await response.json();
    return response.ok && isRecord(body) ? body : {};
  };

  const load = async (issuer: string): Promise<readonly JsonWebKey[]> => {
    const discovery = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (discovery.issuer !== issuer || typeof discovery.jwks_uri !== 'string') return [];
    const keys = asArray((await fetchJson(discovery.jwks_uri)).keys).filter(isRecord);
    cached.set(issuer, { at: now(), keys });
    return keys;
  };

  const loadOnce = (issuer: string): Promise<readonly JsonWebKey[]> => {
    const started = loading.get(issuer) ?? load(issuer).finally(() => loading.delete(issuer));
    loading.set(issuer, started);
    return started;
  };

  return async (issuer, keyId) => {
    const known = cached.get(issuer);
    const find = (keys: readonly JsonWebKey[]) => keys.find((key) => key.kid === keyId);
    const age = known === undefined ? Number.POSITIVE_INFINITY : now() - known.at;
    const hit = known === undefined || age > KEYS_LIFE_MS ? undefined : find(known.keys);
    if (hit !== undefined || age < REFETCH_MS) return hit;
    return find(await loadOnce(issuer));
  };
}
