/** The OpenAPI 3.1 document, made from the schemas that also validate requests. */

import * as z from 'zod/mini';
import { OFFERED_METHODS, type OfferedMethod } from '../domain/method.ts';
import { DESCRIPTIONS, OVERVIEW, PARAMETERS, TAGS } from './openapi/descriptions.ts';
import { EXAMPLES } from './openapi/examples.ts';
import { componentSchemas, inline, type Json, reference, referenceTo } from './openapi/json-schema.ts';
import { mentioned, offered, withMethods } from './openapi/methods.ts';
import { HEADERS, problemExamples, responsesOf } from './openapi/responses.ts';
import type { Access, Operation } from './operation.ts';
import type { OperationId } from './operations.ts';

type KnownOperation = Operation & { readonly id: OperationId };

/** @param serverUrl where the API is reached. @param methods what the operator offers. */
export function openapiDocument(
  operations: readonly KnownOperation[],
  serverUrl: string,
  methods: readonly OfferedMethod[] = OFFERED_METHODS,
): Json & { openapi: string } {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationObject(operation, methods),
    };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Portal 2FA',
      version: '1.0.0',
      summary: 'Second factor for the customers of a portal',
      description: OVERVIEW,
      contact: { name: 'Portal 2FA contributors' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    tags: TAGS.map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: "Access token of the portal's identity provider, for the portal's audience.",
        },
      },
      parameters: { StepUpAssertion: STEP_UP },
      headers: HEADERS,
      ...mentioned(paths, { examples: problemExamples(), schemas: offered(componentSchemas(), methods) }),
    },
  };
}

function operationObject(operation: KnownOperation, methods: readonly OfferedMethod[]): Json {
  const { id, path, summary, access, body } = operation;
  const { request, reply } = withMethods(EXAMPLES[id], methods);
  return {
    operationId: camelCase(id),
    summary,
    description: DESCRIPTIONS[id],
    tags: TAGS.filter(({ prefix }) => path.startsWith(prefix))
      .slice(0, 1)
      .map(({ name }) => name),
    security: securityOf(access),
    parameters: parametersOf(operation),
    ...(body !== undefined && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: referenceTo(body), example: request } },
      },
    }),
    responses: responsesOf(operation, reply),
  };
}

/** Said also where there is none to have: an absent one would mean the document's default. */
const securityOf = (access: Access): readonly Json[] => (access === 'public' ? [] : [{ accessToken: [] }]);

function parametersOf({ params, query, stepUp }: Operation): Json[] {
  const parameters = (object: z.ZodMiniObject | undefined, place: 'path' | 'query') =>
    Object.entries(object?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: place,
      required: !z.safeParse(schema, undefined).success,
      description: PARAMETERS[name as keyof typeof PARAMETERS],
      schema: inline(schema),
    }));
  return [
    ...parameters(params, 'path'),
    ...parameters(query, 'query'),
    ...(stepUp ? [{ $ref: '#/components/parameters/StepUpAssertion' }] : []),
  ];
}

const STEP_UP: Json = {
  name: 'x-2fa-assertion',
  in: 'header',
  required: false,
  schema: reference('Assertion'),
  description:
    'Needed where a second factor is in force: an assertion for the same user and session whose outcome is `verified`, from after the last change of factors and still valid.',
};

const camelCase = (id: string): string =>
  id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
