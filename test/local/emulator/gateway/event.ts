/**
 * A request as a function receives it: payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */

import { LOCAL_ACCOUNT } from '../template/intrinsics.ts';
import type { Properties } from '../template/template.ts';

export interface GatewayRequest {
  readonly method: string;
  /** As sent, with the query string. */
  readonly target: string;
  /** Names and values in turns, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface EventContext {
  readonly apiId: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly traceId: string;
  readonly now: number;
  /** Absent on routes without an authorizer. `scopes` are the route's, where it asks for any. */
  readonly jwt?: { readonly claims: Properties; readonly scopes: readonly string[] | null };
}

/** Headers about the connection itself, which never reach a function. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'proxy-connection',
];

/** Lower-case names; a header that came several times is joined with commas. */
export function joinHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : `${earlier},${value}`;
  }
  return headers;
}

/** Content types whose body API Gateway hands over as text; any other comes in base64. */
export function isText(contentType: string | undefined): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^text\//.test(type) || /^application\/(json|javascript|xml|.+\+json|.+\+xml)$/.test(type);
}

/** Claims reach a function as strings: a list as `[a b]`, an object as `map[key:value]`. */
export function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([key, item]) => `${key}:${claimText(item)}`).join(' ')}]`;
  }
  return String(value);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Common log format, e.g. `07/Aug/2023:12:00:00 +0000`. */
function logTime(now: number): string {
  const date = new Date(now);
  const day = String(date.getUTCDate()).padStart(2, '0');
  const time = date.toISOString().slice(11, 19);
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${time} +0000`;
}

function queryParameters(query: string): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = Object.hasOwn(parameters, name) ? `${parameters[name]},${value}` : value;
  }
  return query === '' ? undefined : parameters;
}

function functionHeaders(request: GatewayRequest, traceId: string): Record<string, string> {
  const all = joinHeaders(request.rawHeaders);
  const forwardedFor = all['x-forwarded-for'];
  const kept = Object.entries(all).filter(([name]) => !HOP_BY_HOP.includes(name) && name !== 'cookie');
  return {
    ...Object.fromEntries(kept),
    'content-length': String(request.body.length),
    'x-amzn-trace-id': traceId,
    'x-forwarded-for': forwardedFor === undefined ? request.sourceIp : `${forwardedFor}, ${request.sourceIp}`,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

/** The event for this request. Properties that would be empty are absent, as AWS leaves them out. */
export function createEvent(request: GatewayRequest, context: EventContext): Properties {
  const [path = '/', ...rest] = request.target.split('?');
  const rawQueryString = rest.join('?');
  const headers = functionHeaders(request, context.traceId);
  const cookies = joinHeaders(request.rawHeaders).cookie?.split(/; ?/);
  const query = queryParameters(rawQueryString);
  const text = isText(headers['content-type']);
  const host = headers.host ?? '';
  const decodedPath = decodeURIComponent(path);
  return {
    version: '2.0',
    routeKey: context.routeKey,
    rawPath: decodedPath,
    rawQueryString,
    ...(cookies === undefined ? {} : { cookies }),
    headers,
    ...(query === undefined ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: LOCAL_ACCOUNT,
      apiId: context.apiId,
      ...(context.jwt === undefined ? {} : { authorizer: { jwt: renderJwt(context.jwt) } }),
      domainName: host,
      domainPrefix: host.split(/[.:]/)[0],
      http: {
        method: request.method,
        path: decodedPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: '$default',
      time: logTime(context.now),
      timeEpoch: context.now,
    },
    ...(Object.keys(context.pathParameters).length === 0 ? {} : { pathParameters: context.pathParameters }),
    ...(request.body.length === 0 ? {} : { body: request.body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

function renderJwt(jwt: NonNullable<EventContext['jwt']>): Properties {
  const claims = Object.entries(jwt.claims).map(([name, value]) => [name, claimText(value)] as const);
  return { claims: Object.fromEntries(claims), scopes: jwt.scopes };
}
