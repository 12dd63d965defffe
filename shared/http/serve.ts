/**
 * The one middleware stack of every operation: headers and problem details around, then authentication, then
 * the contract's validation, then the operation itself.
 */

import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import {
  cacheControl,
  type Operation,
  type Request,
  type RequestParts,
  type UseCase,
} from '../contract/operation.ts';
import type { Caller } from '../domain/caller.ts';
import type { LoadKeyRing } from '../domain/ports/key-ring.ts';
import type { Clock } from '../domain/ports/system.ts';
import { Unavailable } from '../domain/unavailable.ts';
import { correlate } from '../observability/correlation.ts';
import { framesOf, log } from '../observability/log.ts';
import { authorizerClaims } from './authorizer.ts';
import { type Claims, callerOf, mayCall } from './caller.ts';
import { cameByDistribution } from './origin.ts';
import { parseRequest } from './parse.ts';
import { ProblemError, problemResponse } from './problem.ts';
import { logCompleted, noteMethod, noteUser, type RequestFacts } from './request-log.ts';
import type { TokenSettings } from './token.ts';

export interface ServeSettings {
  readonly clock: Pick<Clock, 'now'>;
  /** Needed unless the operation is public. */
  readonly token?: TokenSettings;
  /** Keys of the users' pseudonyms in the log. Default: its lines name no user. */
  readonly keys?: LoadKeyRing;
  /** How many proxies before API Gateway add to `X-Forwarded-For`. Default: none. */
  readonly trustedProxies?: number;
  /** What the distribution in front proves itself with. Default: none is asked for. */
  readonly originSecrets?: readonly string[];
  /** Gzip, for a body that is no JSON. Default: it is sent as it is. */
  readonly compress?: (text: string) => Buffer;
}

type Event = APIGatewayProxyEventV2;
type Response = APIGatewayProxyStructuredResultV2;

/** What middlewares leave for the handler, which is given the context and not their `internal`. */
interface RequestContext extends Context {
  caller?: Caller;
  parts?: RequestParts<Operation>;
}

/** `internal` is what middlewares leave for the line in the log. */
type Middleware = MiddlewareObj<Event, Response, Error, RequestContext, RequestFacts>;

/** The Lambda handler of an operation. */
export function serve<O extends Operation>(operation: O, settings: ServeSettings, useCase: UseCase<O>) {
  return middy<Event, Response, Error, RequestContext, RequestFacts>()
    .use(answer(operation, settings))
    .use(refusePastDistribution(settings))
    .use(authenticate(operation, settings))
    .use(parse(operation))
    .handler(async ({ headers }, { caller, parts }) => {
      // As the operation says: `authenticate` and `parse` have seen to it, which no type of Middy's can express.
      const outcome = await useCase({ ...parts, caller, headers } as Request<O>);
      if (!outcome.ok) throw ProblemError.from(outcome.error);
      return {
        statusCode: operation.reply.status,
        ...(outcome.value !== undefined &&
          reply(operation, settings, outcome.value, headers['accept-encoding'])),
      };
    });
}

/** JSON, or text as it is: compressed for who takes that, as an HTTP API compresses nothing. */
function reply(
  { reply: { media } }: Operation,
  { compress }: ServeSettings,
  value: unknown,
  accepted = '',
): Response {
  if (media === undefined) {
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
  }
  const headers = { 'content-type': `${media}; charset=utf-8`, vary: 'accept-encoding' };
  if (compress === undefined || !/\bgzip\b/.test(accepted)) return { headers, body: String(value) };
  return {
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: compress(String(value)).toString('base64'),
    isBase64Encoded: true,
  };
}

function answer(operation: Operation, { clock, trustedProxies }: ServeSettings): Middleware {
  function finish(event: Event, facts: RequestFacts, response: Response, code?: string): Response {
    const status = response.statusCode ?? 200;
    logCompleted(operation, event, facts, { status, code, now: clock.now(), trustedProxies });
    return {
      ...response,
      headers: {
        ...response.headers,
        'cache-control': status < 400 ? cacheControl(operation.access) : 'no-store',
        'x-content-type-options': 'nosniff',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-request-id': event.requestContext.requestId,
      },
    };
  }

  return {
    before: ({ event, internal }) => {
      correlate(event.requestContext.requestId);
      internal.startedAt = clock.now();
      event.headers = lowerCaseNames(event.headers);
    },
    after: (request) => {
      const { event, internal, response } = request;
      if (response) request.response = finish(event, internal, response);
    },
    onError: (request) => {
      const { event, internal, error } = request;
      const { requestId } = event.requestContext;
      const problem = problemOf(error, operation.id);
      request.response = finish(event, internal, problemResponse(problem, requestId), problem.code);
    },
  };
}

/** Names have no case (RFC 9110 §5.1). API Gateway sends them in lower case; SAM's local API does not. */
const lowerCaseNames = (headers: Event['headers'] | undefined): Event['headers'] =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));

function problemOf(error: Error | null, operation: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof Unavailable) {
    log('dependency_unavailable', { operation, dependency: error.service, reason: error.reason });
    return new ProblemError('unavailable');
  }
  log('request_failed', { operation, reason: error?.name ?? 'unknown', stack: framesOf(error) });
  return new ProblemError('internal_error');
}

/** Whoever calls API Gateway itself would meet none of the limits that the distribution sets. */
function refusePastDistribution({ originSecrets = [] }: ServeSettings): Middleware {
  return {
    before: ({ event, internal }) => {
      if (cameByDistribution(event.headers, originSecrets)) return;
      internal.pastDistribution = true;
      throw new ProblemError('forbidden');
    },
  };
}

function authenticate(operation: Operation, { token, clock, keys }: ServeSettings): Middleware {
  return {
    before: async ({ event, context, internal }) => {
      if (operation.access === 'public') return;
      if (token === undefined) throw new Error(`${operation.id} is not public but has no token settings.`);
      const verified = authorizerClaims(event, token.claims);
      const claims = verified ?? (await bearerClaims(event, token, clock.now()));
      const caller = claims && claims !== 'unusable' ? callerOf(claims, token.claims) : undefined;
      if (caller === undefined) throw new ProblemError('unauthenticated');
      noteUser(internal, keys, caller.userId);
      if (!mayCall(caller, operation.access, token.scopes)) throw new ProblemError('forbidden');
      context.caller = caller;
    },
  };
}

async function bearerClaims(event: Event, token: TokenSettings, now: number): Promise<Claims | undefined> {
  const { verifyBearer } = await import('./bearer.ts');
  return verifyBearer(event.headers.authorization, token, now);
}

function parse(operation: Operation): Middleware {
  return {
    before: ({ event, context, internal }) => {
      context.parts = parseRequest(operation, event);
      noteMethod(internal, operation, context.parts);
    },
  };
}
