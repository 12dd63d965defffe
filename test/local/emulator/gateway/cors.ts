/**
 * CORS as an HTTP API answers it by itself; what the function says about it is ignored.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */

import { asBoolean, asNumber, asStrings, isRecord } from '../template/template.ts';

export interface CorsPolicy {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAgeSeconds: number | undefined;
  readonly credentials: boolean;
}

/** Reads a resolved `CorsConfiguration`; undefined where the API has none. */
export function readCors(value: unknown): CorsPolicy | undefined {
  if (!isRecord(value)) return undefined;
  return {
    origins: asStrings(value.AllowOrigins, 'AllowOrigins'),
    methods: asStrings(value.AllowMethods, 'AllowMethods'),
    headers: asStrings(value.AllowHeaders, 'AllowHeaders'),
    exposed: asStrings(value.ExposeHeaders, 'ExposeHeaders'),
    maxAgeSeconds: value.MaxAge === undefined ? undefined : asNumber(value.MaxAge, 0, 'MaxAge'),
    credentials: asBoolean(value.AllowCredentials),
  };
}

export type Headers = Readonly<Record<string, string>>;

/** `*`, an origin, or a scheme with a wildcard such as `https://*`. */
function isAllowed(policy: CorsPolicy, origin: string): boolean {
  return policy.origins.some(
    (allowed) =>
      allowed === '*' ||
      allowed === origin ||
      (allowed.endsWith('//*') && origin.startsWith(allowed.slice(0, -1))),
  );
}

function originHeaders(policy: CorsPolicy, origin: string): Headers {
  const anyone = policy.origins.includes('*') && !policy.credentials;
  return {
    'access-control-allow-origin': anyone ? '*' : origin,
    ...(anyone ? {} : { vary: 'Origin' }),
    ...(policy.credentials ? { 'access-control-allow-credentials': 'true' } : {}),
  };
}

/** Headers of an answer to a browser's preflight; none for an origin that is not allowed. */
export function preflightHeaders(policy: CorsPolicy, origin: string): Headers {
  if (!isAllowed(policy, origin)) return {};
  const list = (name: string, values: readonly string[]): Headers =>
    values.length === 0 ? {} : { [name]: values.join(',') };
  return {
    ...originHeaders(policy, origin),
    ...list('access-control-allow-methods', policy.methods),
    ...list('access-control-allow-headers', policy.headers),
    ...(policy.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(policy.maxAgeSeconds) }),
  };
}

/** Headers added to any other answer. */
export function responseHeaders(policy: CorsPolicy | undefined, origin: string | undefined): Headers {
  if (policy === undefined || origin === undefined || !isAllowed(policy, origin)) return {};
  const exposed =
    policy.exposed.length === 0 ? {} : { 'access-control-expose-headers': policy.exposed.join(',') };
  return { ...originHeaders(policy, origin), ...exposed };
}
