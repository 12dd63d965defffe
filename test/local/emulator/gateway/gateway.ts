/** API Gateway's HTTP API over the template's routes: it authorises, invokes, and answers what AWS would answer. */

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from '../../host/read-body.ts';
import type { Outcome } from '../lambda/environment.ts';
import { type AccessFacts, accessLine } from './access-log.ts';
import type { ApiRoute, HttpApi } from './api.ts';
import { preflightHeaders, responseHeaders } from './cors.ts';
import { sentOn } from './distribution.ts';
import { createEvent, type EventContext, type GatewayRequest, joinHeaders } from './event.ts';
import { authorise } from './jwt.ts';
import type { KeySource } from './key-source.ts';
import { type GatewayResponse, gatewayMessage, INTERNAL_SERVER_ERROR, mapResult } from './response.ts';
import { findRoute } from './routes.ts';

export interface GatewayOptions {
  /** Undefined while the system is still starting. */
  readonly api: () => HttpApi | undefined;
  /** Hands the event (JSON) to the function of this ARN. */
  readonly invoke: (functionArn: string, event: string) => Promise<Outcome>;
  readonly keys: KeySource;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;
export const MAX_HEADER_BYTES = 10_240;
/** Lambda's own limit on an event or a result. */
const MAX_EVENT_BYTES = 6 * 1024 * 1024;

const TOO_LARGE = gatewayMessage(413, 'Request Entity Too Large');
const UNAVAILABLE = gatewayMessage(503, 'Service Unavailable');

function bearer(
  scopes: readonly string[],
  error: string,
  description: string,
): Readonly<Record<string, string>> {
  const value = `Bearer scope="${scopes.join(' ')}" error="${error}" error_description="${description}"`;
  return { 'www-authenticate': value };
}

/** Serves the API; every answer carries an id of its own in `apigw-requestid`. */
export function createGateway(options: GatewayOptions): RequestListener {
  return (request, response) => {
    const requestId = `${randomBytes(11).toString('base64url').slice(0, 15)}=`;
    const begun = performance.now();
    const facts: AccessFacts = { requestId, requestTime: new Date(options.now()).toISOString() };
    const finish = (result: GatewayResponse): void => {
      const { accessLog } = options.api() ?? {};
      const responseLatency = Math.round(performance.now() - begun);
      if (accessLog !== undefined) {
        options.log(accessLine(accessLog, { ...facts, status: result.status, responseLatency }));
      }
      send(response, result, requestId);
    };
    answer(request, requestId, options, facts).then(finish, (error: unknown) => {
      options.log(
        `The gateway failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      finish(INTERNAL_SERVER_ERROR);
    });
  };
}

function send(response: ServerResponse, { status, headers, body }: GatewayResponse, requestId: string): void {
  if (response.destroyed) return;
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.setHeader('apigw-requestid', requestId);
  if (status !== 204) response.setHeader('content-length', Buffer.byteLength(body));
  response.writeHead(status).end(body);
}

async function answer(
  incoming: IncomingMessage,
  requestId: string,
  options: GatewayOptions,
  facts: AccessFacts,
): Promise<GatewayResponse> {
  const api = options.api();
  if (api === undefined) return UNAVAILABLE;
  const headers = joinHeaders(incoming.rawHeaders);
  const { origin } = headers;
  const method = incoming.method ?? 'GET';
  if (api.cors !== undefined && method === 'OPTIONS' && origin !== undefined) {
    return { status: 204, headers: preflightHeaders(api.cors, origin), body: '' };
  }
  const result = await route(incoming, requestId, api, options, facts);
  return { ...result, headers: { ...result.headers, ...responseHeaders(api.cors, origin) } };
}

async function route(
  incoming: IncomingMessage,
  requestId: string,
  api: HttpApi,
  options: GatewayOptions,
  facts: AccessFacts,
): Promise<GatewayResponse> {
  const body = await readBody(incoming, MAX_PAYLOAD_BYTES);
  if (body === undefined) return TOO_LARGE;
  const sourceIp = incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1';
  const { rawHeaders } = incoming;
  const { originHeaders } = api;
  const request: GatewayRequest = {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    rawHeaders: originHeaders ? sentOn(rawHeaders, { headers: originHeaders, sourceIp }) : rawHeaders,
    body,
    sourceIp,
  };
  const match = tryFind(api, request);
  if (match === 'malformed') return gatewayMessage(400, 'Bad Request');
  if (match === undefined) return gatewayMessage(404, 'Not Found');
  facts.routeKey = match.route.keyText;
  const admitted = await admit(match.route, joinHeaders(incoming.rawHeaders).authorization, options, facts);
  if (admitted.refusal !== undefined) return admitted.refusal;
  const event = createEvent(request, {
    apiId: api.id,
    routeKey: match.route.keyText,
    pathParameters: match.pathParameters,
    requestId,
    traceId: `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`,
    now: options.now(),
    ...(admitted.jwt === undefined ? {} : { jwt: admitted.jwt }),
  });
  return invoke(match.route, JSON.stringify(event), options);
}

function tryFind(api: HttpApi, { method, target }: GatewayRequest) {
  try {
    return findRoute(api.routes, method, target.split('?')[0] ?? '/');
  } catch (error) {
    if (error instanceof URIError) return 'malformed';
    throw error;
  }
}

interface Admission {
  readonly refusal?: GatewayResponse;
  readonly jwt?: EventContext['jwt'];
}

async function admit(
  { authorizer, scopes }: ApiRoute,
  header: string | undefined,
  options: GatewayOptions,
  facts: AccessFacts,
): Promise<Admission> {
  if (authorizer === undefined) return {};
  if (header === undefined) {
    return { refusal: gatewayMessage(401, 'Unauthorized', { 'www-authenticate': 'Bearer' }) };
  }
  const decision = await authorise(header, authorizer, scopes, options.keys, options.now());
  switch (decision.kind) {
    case 'unauthorised': {
      facts['authorizer.error'] = decision.reason;
      const headers = bearer(scopes, 'invalid_token', decision.reason);
      return { refusal: gatewayMessage(401, 'Unauthorized', headers) };
    }
    case 'forbidden': {
      const headers = bearer(scopes, 'insufficient_scope', 'the token does not have a required scope');
      return { refusal: gatewayMessage(403, 'Forbidden', headers) };
    }
    case 'authorised':
      return { jwt: { claims: decision.claims, scopes: scopes.length === 0 ? null : decision.scopes } };
  }
}

async function invoke(route: ApiRoute, event: string, options: GatewayOptions): Promise<GatewayResponse> {
  if (!route.permitted) {
    options.log(
      `No permission of the template lets API Gateway invoke ${route.functionArn} for ${route.keyText}`,
    );
    return INTERNAL_SERVER_ERROR;
  }
  if (Buffer.byteLength(event) > MAX_EVENT_BYTES) return TOO_LARGE;
  const waiting = new AbortController();
  const late = sleep(route.timeoutMs, 'late' as const, { signal: waiting.signal }).catch(
    () => 'late' as const,
  );
  const outcome = await Promise.race([options.invoke(route.functionArn, event), late]);
  waiting.abort();
  if (outcome === 'late') return UNAVAILABLE;
  return outcome.kind === 'error' ? INTERNAL_SERVER_ERROR : mapResult(outcome.payload);
}
