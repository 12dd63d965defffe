/** Responses of an operation: success, its problems, and what API Gateway answers in its place. */

import { cacheControl, type Operation, takesScope } from '../operation.ts';
import { PROBLEMS, type Problem, type ProblemCode, type ProblemKind } from '../problems.ts';
import { type Json, reference, referenceTo } from './json-schema.ts';

const GATEWAY_LACKS_IT = 'Not on what API Gateway answers by itself.';

/** By name, for `components`. */
export const HEADERS: Readonly<Record<string, Json>> = {
  'cache-control': {
    description: `Whether the answer may be kept. ${GATEWAY_LACKS_IT}`,
    schema: { type: 'string', enum: ['no-store', cacheControl('public')] },
  },
  'x-content-type-options': {
    description: `The content is of the type that it says. ${GATEWAY_LACKS_IT}`,
    schema: { type: 'string', const: 'nosniff' },
  },
  'strict-transport-security': {
    description: `The API is to be called by HTTPS alone (RFC 6797). ${GATEWAY_LACKS_IT}`,
    schema: { type: 'string' },
  },
  'x-request-id': {
    description: `Id of the request in the logs; name it to support. ${GATEWAY_LACKS_IT}`,
    schema: { type: 'string' },
  },
  'retry-after': {
    description: `Seconds after which to try again. ${GATEWAY_LACKS_IT}`,
    schema: { type: 'integer', minimum: 1 },
  },
  'www-authenticate': {
    description: 'Says that a bearer token is needed (RFC 6750 §3). Only from API Gateway.',
    schema: { type: 'string' },
  },
};

/** One of each code, by the code, for `components`. */
export const problemExamples = (): Json =>
  Object.fromEntries(
    Object.entries(PROBLEMS).map(([code, kind]) => [
      code,
      { value: problemExample(code as ProblemCode, kind) },
    ]),
  );

const problemExample = (code: ProblemCode, kind: ProblemKind): Problem => ({
  type: `urn:portal-2fa:problem:${code}`,
  ...kind,
  code,
  requestId: 'JKJaXmPLvHcESHA=',
  ...(code === 'invalid_request' && { errors: [{ pointer: '/code', detail: 'must be six digits' }] }),
  ...(code === 'wrong_code' && { attemptsRemaining: 4 }),
});

const COMMON_HEADERS = [
  'cache-control',
  'x-content-type-options',
  'strict-transport-security',
  'x-request-id',
];
const RETRIED = new Set([429, 503]);

/** What API Gateway answers before a function runs, or in place of one that fails: its message by status. */
function gatewayMessages({ access, params }: Operation): ReadonlyMap<number, string> {
  return new Map([
    ...(access === 'public' ? [] : [[401, 'Unauthorized'] as const]),
    // A parameter that is empty or has a slash makes a path that is no operation's.
    ...(params === undefined ? [] : [[404, 'Not Found'] as const]),
    [429, 'Too Many Requests'],
    [500, 'Internal Server Error'],
    [503, 'Service Unavailable'],
  ]);
}

/** @param example of the reply's body, if it has one. */
export function responsesOf(operation: Operation, example: unknown): Json {
  const { status, body, media = 'application/json' } = operation.reply;
  return {
    [status]: {
      description: 'Success.',
      headers: headers(COMMON_HEADERS),
      ...(body !== undefined && { content: { [media]: { schema: referenceTo(body), example } } }),
    },
    ...errors(operation),
  };
}

function errors(operation: Operation): Json {
  const messages = gatewayMessages(operation);
  const codes = Map.groupBy(problemCodes(operation), (code) => PROBLEMS[code].status);
  const statuses = new Set([...codes.keys(), ...messages.keys()]);
  return Object.fromEntries(
    [...statuses].map((status) => [status, error(status, codes.get(status) ?? [], messages.get(status))]),
  );
}

/** Problems that any operation of this kind can have, before its own. */
function problemCodes({ access, stepUp, body, query, problems }: Operation): ReadonlySet<ProblemCode> {
  const codes: ProblemCode[] = ['internal_error', 'unavailable'];
  if (access !== 'public') codes.push('unauthenticated');
  if (takesScope(access)) codes.push('forbidden', 'not_found');
  if (stepUp) codes.push('step_up_required');
  if (body !== undefined) codes.push('request_too_large', 'unsupported_media_type');
  if (body !== undefined || query !== undefined) codes.push('invalid_request');
  return new Set([...codes, ...problems]);
}

function error(status: number, codes: readonly ProblemCode[], message: string | undefined): Json {
  const names = [
    ...(codes.length > 0 ? COMMON_HEADERS : []),
    ...(codes.length > 0 && RETRIED.has(status) ? ['retry-after'] : []),
    ...(message !== undefined && status === 401 ? ['www-authenticate'] : []),
  ];
  return {
    description: [
      ...codes.map((code) => `\`${code}\`: ${PROBLEMS[code].detail}`),
      ...(message === undefined ? [] : [`\`${JSON.stringify({ message })}\` from API Gateway itself.`]),
    ].join('\n\n'),
    ...(names.length > 0 && { headers: headers(names) }),
    content: {
      ...(codes.length > 0 && { 'application/problem+json': problems(codes) }),
      ...(message !== undefined && {
        'application/json': { schema: reference('GatewayMessage'), example: { message } },
      }),
    },
  };
}

const problems = (codes: readonly ProblemCode[]): Json => ({
  schema: reference('Problem'),
  examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
});

const headers = (names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
