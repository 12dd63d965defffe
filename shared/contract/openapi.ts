/** The OpenAPI 3.1 document, made from the schemas that also validate requests. */

import * as z from 'zod/mini';
import { EXAMPLES } from './examples.ts';
import { cacheControl, type Operation } from './operation.ts';
import type { OperationId } from './operations.ts';
import { PROBLEMS, type ProblemCode } from './problems.ts';

type Json = Record<string, unknown>;
type KnownOperation = Operation & { readonly id: OperationId };

/** @param serverUrl where the API is reached. */
export function openapiDocument(
  operations: readonly KnownOperation[],
  serverUrl: string,
): Json & { openapi: string } {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationObject(operation),
    };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Portal 2FA',
      version: '1.0.0',
      summary: 'Second factor for the customers of a portal',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: "Access token of the portal's identity provider.",
        },
      },
      schemas: { Problem: problemSchema(), GatewayMessage: gatewayMessageSchema() },
    },
  };
}

function operationObject(operation: KnownOperation): Json {
  const { id, summary, access, body } = operation;
  const example = EXAMPLES[id];
  return {
    operationId: camelCase(id),
    summary,
    ...(access !== 'public' && { security: [{ accessToken: [] }] }),
    parameters: parametersOf(operation),
    ...(body !== undefined && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: jsonSchema(body, 'input'), example: example.request } },
      },
    }),
    responses: { ...successResponse(operation, example.reply), ...problemResponses(operation) },
  };
}

function parametersOf({ params, query, stepUp }: Operation): Json[] {
  const parameters: Json[] = [
    ...Object.entries(params?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: 'path',
      required: true,
      schema: jsonSchema(schema),
    })),
    ...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: !z.safeParse(schema, undefined).success,
      schema: jsonSchema(schema),
    })),
  ];
  if (stepUp) {
    parameters.push({
      name: 'x-2fa-assertion',
      in: 'header',
      required: false,
      schema: { type: 'string' },
      description:
        'Needed where two-factor authentication is enabled: an assertion for the same user and session whose outcome is `verified`.',
    });
  }
  return parameters;
}

function successResponse({ reply, access }: Operation, example: unknown): Json {
  return {
    [reply.status]: {
      description: 'Success',
      headers: commonHeaders(cacheControl(access)),
      ...(reply.body !== undefined && {
        content: { 'application/json': { schema: jsonSchema(reply.body), example } },
      }),
    },
  };
}

/** Problems that any operation of this kind can have, before its own. */
function problemCodes({ access, stepUp, body, query, problems }: Operation): ReadonlySet<ProblemCode> {
  const codes: ProblemCode[] = ['internal_error', 'unavailable'];
  if (access !== 'public') codes.push('unauthenticated');
  if (access === 'support') codes.push('forbidden', 'not_found');
  if (stepUp) codes.push('step_up_required');
  if (body !== undefined) codes.push('request_too_large', 'unsupported_media_type');
  if (body !== undefined || query !== undefined) codes.push('invalid_request');
  return new Set([...codes, ...problems]);
}

function problemResponses(operation: Operation): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemCodes(operation)) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, problemResponse(status, codes)]));
}

function problemResponse(status: number, codes: readonly ProblemCode[]): Json {
  const retries = status === 429 || status === 503;
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].detail}`).join('\n'),
    headers: {
      ...commonHeaders('no-store'),
      ...(retries && { 'retry-after': { description: 'Seconds', schema: { type: 'integer', minimum: 1 } } }),
    },
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }])),
      },
      ...(status === 401 && {
        'application/json': {
          schema: { $ref: '#/components/schemas/GatewayMessage' },
          example: { message: 'Unauthorized' },
        },
      }),
    },
  };
}

const problemExample = (code: ProblemCode): Json => ({
  type: `urn:portal-2fa:problem:${code}`,
  title: PROBLEMS[code].title,
  status: PROBLEMS[code].status,
  detail: PROBLEMS[code].detail,
  code,
  requestId: 'JKJaXmPLvHcESHA=',
  ...(code === 'invalid_request' && { errors: [{ pointer: '/code', detail: 'must be six digits' }] }),
  ...(code === 'wrong_code' && { attemptsRemaining: 4 }),
});

const commonHeaders = (cacheControl: string): Json => ({
  'cache-control': { schema: { type: 'string', const: cacheControl } },
  'x-content-type-options': { schema: { type: 'string', const: 'nosniff' } },
  'strict-transport-security': { schema: { type: 'string' } },
  'x-request-id': { schema: { type: 'string' } },
});

const problemSchema = (): Json => ({
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(PROBLEMS), description: 'Stable; switch on this.' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: {
            type: 'string',
            description: 'JSON pointer (RFC 6901) into the body; empty for the whole',
          },
          detail: { type: 'string' },
        },
      },
    },
    attemptsRemaining: { type: 'integer', minimum: 0 },
  },
});

const gatewayMessageSchema = (): Json => ({
  type: 'object',
  description: 'What API Gateway answers by itself, before a function runs',
  required: ['message'],
  properties: { message: { type: 'string' } },
});

function jsonSchema(schema: z.ZodMiniType | z.core.$ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

const camelCase = (id: string): string =>
  id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
