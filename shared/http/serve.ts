/**
 * The one middleware stack of every operation: headers and problem details around, then authentication, then
 * the contract's validation, then the operation itself.
 */

import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { cacheControl, type Operation, type ReplyBody, type RequestParts } from '../contract/operation.ts';
import type { Clock } from '../domain/ports.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Result } from '../domain/result.ts';
import { Unavailable } from '../domain/unavailable.ts';
import { framesOf, log } from '../observability/log.ts';
import { type Caller, type Claims, callerOf, SUPPORT_SCOPE } from './caller.ts';
import { parseRequest } from './parse.ts';
import { ProblemError, problemResponse } from './problem.ts';
import type { TokenSettings } from './token.ts';

/** A request that is authenticated and as the contract has it. */
export type Request<O extends Operation> = RequestParts<O> & {
  readonly caller: O['access'] extends 'public' ? undefined : Caller;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
};

export type Handle<O extends Operation> = (request: Request<O>) => Promise<Result<ReplyBody<O>, Refusal>>;

export interface ServeSettings {
  readonly clock: Clock;
  /** Needed unless the operation is public. */
  readonly token?: TokenSettings;
}

type Event = APIGatewayProxyEventV2;
type Response = APIGatewayProxyStructuredResultV2;
type Middleware = MiddlewareObj<Event, Response, Error, RequestContext>;

interface RequestContext extends Context {
  caller?: Caller;
  parts?: RequestParts<Operation>;
}

/** The Lambda handler of an operation. */
export function serve<O extends Operation>(operation: O, settings: ServeSettings, handle: Handle<O>) {
  return middy<Event, Response, Error, RequestContext>()
    .use(answer(operation, settings.clock))
    .use(authenticate(operation, settings))
    .use(parse(operation))
    .handler(async (event, context) => {
      const request = { ...context.parts, caller: context.caller, headers: event.headers };
      const outcome = await handle(request as Request<O>);
      if (!outcome.ok) throw ProblemError.from(outcome.error);
      return {
        statusCode: operation.reply.status,
        ...(outcome.value !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(outcome.value),
        }),
      };
    });
}

function answer(operation: Operation, clock: Clock): Middleware {
  const started = new WeakMap<Event, number>();

  function finish(event: Event, response: Response, code?: string): Response {
    const { requestId } = event.requestContext;
    const status = response.statusCode ?? 200;
    log('request_completed', {
      requestId,
      operation: operation.id,
      status,
      ...(code !== undefined && { code }),
      durationMs: clock.now() - (started.get(event) ?? clock.now()),
    });
    return {
      ...response,
      headers: {
        ...response.headers,
        'cache-control': status < 400 ? cacheControl(operation.access) : 'no-store',
        'x-content-type-options': 'nosniff',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-request-id': requestId,
      },
    };
  }

  return {
    before: ({ event }) => {
      started.set(event, clock.now());
      event.headers = lowerCaseNames(event.headers);
    },
    after: (request) => {
      if (request.response) request.response = finish(request.event, request.response);
    },
    onError: (request) => {
      const problem = problemOf(request.error, operation.id, request.event.requestContext.requestId);
      const response = problemResponse(problem, request.event.requestContext.requestId);
      request.response = finish(request.event, response, problem.code);
    },
  };
}

/** Names have no case (RFC 9110 §5.1). API Gateway sends them in lower case; SAM's local API does not. */
const lowerCaseNames = (headers: Event['headers'] | undefined): Event['headers'] =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));

function problemOf(error: Error | null, operation: string, requestId: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof Unavailable) {
    log('dependency_unavailable', { requestId, operation, dependency: error.service, reason: error.reason });
    return new ProblemError('unavailable');
  }
  log('request_failed', { requestId, operation, reason: error?.name ?? 'unknown', stack: framesOf(error) });
  return new ProblemError('internal_error');
}

function authenticate(operation: Operation, { token, clock }: ServeSettings): Middleware {
  return {
    before: async ({ event, context }) => {
      if (operation.access === 'public') return;
      if (token === undefined) throw new Error(`${operation.id} is not public but has no token settings.`);
      const claims = authorizerClaims(event) ?? (await bearerClaims(event, token, clock.now()));
      const caller = claims && callerOf(claims, token.claims);
      if (caller === undefined) throw new ProblemError('unauthenticated');
      if (operation.access === 'support' && !caller.scopes.includes(SUPPORT_SCOPE)) {
        throw new ProblemError('forbidden');
      }
      context.caller = caller;
    },
  };
}

/** What API Gateway's JWT authorizer has verified. */
function authorizerClaims(event: Event): Claims | undefined {
  const { authorizer } = event.requestContext as { authorizer?: { jwt?: { claims?: Claims } } };
  return authorizer?.jwt?.claims;
}

async function bearerClaims(event: Event, token: TokenSettings, now: number): Promise<Claims | undefined> {
  const { verifyBearer } = await import('./bearer.ts');
  return verifyBearer(event.headers.authorization, token, now);
}

function parse(operation: Operation): Middleware {
  return {
    before: ({ event, context }) => {
      context.parts = parseRequest(operation, event);
    },
  };
}
