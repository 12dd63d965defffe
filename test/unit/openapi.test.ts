/** The OpenAPI document: valid, complete, and true to the schemas that validate. */

import { Validator } from '@seriousme/openapi-schema-validator';
import * as z from 'zod';
import { EXAMPLES } from '../../shared/contract/openapi/examples.ts';
import { SCHEMAS } from '../../shared/contract/openapi/schemas.ts';
import { openapiDocument } from '../../shared/contract/openapi.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { OPERATIONS } from '../../shared/contract/operations.ts';
import { PROBLEMS } from '../../shared/contract/problems.ts';

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** As it is served. */
const document: Json = JSON.parse(JSON.stringify(openapiDocument(OPERATIONS, 'https://2fa.portal.example')));
const operations: readonly Operation[] = OPERATIONS;

/** What is at the path of keys. */
function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((part, key) => (isJson(part) ? part[key] : undefined), value);
}

/** What a reference leads to, or the value itself. */
function resolved(value: unknown): unknown {
  const reference = at(value, '$ref');
  return typeof reference === 'string' ? at(document, ...reference.slice(2).split('/')) : value;
}

/** The schema as a validator that knows the document's components. */
function validator(schema: unknown) {
  const text = JSON.stringify({ ...(schema as Json), $defs: at(document, 'components', 'schemas') });
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
}

const documented = ({ path, method }: Operation) => at(document, 'paths', path, method.toLowerCase());

function* parts(value: unknown): Generator<Json> {
  if (!isJson(value)) return;
  if (!Array.isArray(value)) yield value;
  for (const part of Object.values(value)) yield* parts(part);
}

test('an independent validator finds it valid', async () => {
  const result = await new Validator().validate(structuredClone({ ...document }));
  expect(result).toEqual({ valid: true });
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('every reference leads somewhere', () => {
  const references = [...parts(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
  expect(references.length).toBeGreaterThan(0);
  for (const reference of references) {
    expect(reference).toMatch(/^#\//);
    expect(at(document, ...reference.slice(2).split('/'))).toBeDefined();
  }
});

test('it has the operations of the contract and no other', () => {
  const routes = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.toSorted()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).toSorted());
});

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  const { request, reply } = EXAMPLES[id as keyof typeof EXAMPLES];
  const described = documented(operation);

  test('has an example request and reply, as its own schemas have them', () => {
    if (operation.body !== undefined)
      expect(operation.body.safeParse(request)).toMatchObject({ success: true });
    else expect(request).toBeUndefined();
    if (operation.reply.body === undefined) expect(reply).toBeUndefined();
    else expect(operation.reply.body.safeParse(reply)).toMatchObject({ success: true });
  });

  test('documents them, with schemas that they satisfy', () => {
    const contents = [
      at(described, 'requestBody', 'content', 'application/json'),
      at(
        described,
        'responses',
        String(operation.reply.status),
        'content',
        operation.reply.media ?? 'application/json',
      ),
    ].filter(isJson);
    expect(contents).toHaveLength(
      [operation.body, operation.reply.body].filter((schema) => schema !== undefined).length,
    );
    for (const { schema, example } of contents) {
      expect(validator(schema).safeParse(example)).toMatchObject({ success: true });
      // Client generators name the types by it.
      expect(at(schema, '$ref')).toMatch(/^#\/components\/schemas\/\w+$/);
    }
  });

  test('says who may call it', () => {
    const security = operation.access === 'public' ? [] : [{ accessToken: [] }];
    expect(at(described, 'security')).toEqual(security);
  });

  test('documents each of its problems with an example', () => {
    const codes = [...operation.problems, 'internal_error', 'unavailable'] as const;
    for (const code of codes) {
      const { status, title, detail } = PROBLEMS[code];
      const content = at(described, 'responses', String(status), 'content', 'application/problem+json');
      const example = resolved(at(content, 'examples', code));
      expect(at(example, 'value')).toMatchObject({ code, status, title, detail });
      expect(at(content, 'schema', '$ref')).toBe('#/components/schemas/Problem');
    }
  });

  test('names the step-up header exactly where it is needed', () => {
    const parameters = at(described, 'parameters');
    const names = Array.isArray(parameters) ? parameters.map((one) => at(resolved(one), 'name')) : [];
    expect(names.includes('x-2fa-assertion')).toBe(operation.stepUp === true);
  });

  test('tells what API Gateway answers in its place, with no header that is the service’s alone', () => {
    const answers = Object.entries(at(described, 'responses') ?? {}).flatMap(([status, response]) => {
      const message = at(response, 'content', 'application/json', 'example', 'message');
      if (Number(status) < 400 || message === undefined) return [];
      if (at(response, 'content', 'application/problem+json') === undefined) {
        expect(at(response, 'headers')).toBeUndefined();
      }
      return [[Number(status), message]];
    });
    expect(answers).toEqual([
      ...(operation.access === 'public' ? [] : [[401, 'Unauthorized']]),
      ...(operation.params === undefined ? [] : [[404, 'Not Found']]),
      [429, 'Too Many Requests'],
      [500, 'Internal Server Error'],
      [503, 'Service Unavailable'],
    ]);
  });
});

test('every field has a description, and every object a name', () => {
  const named = Object.values(at(document, 'components', 'schemas') ?? {}).filter(isJson);
  const objects = [...parts(document)].filter(({ type, properties }) => type === 'object' && properties);
  expect(objects.length).toBeGreaterThan(0);
  for (const object of objects) {
    expect(named).toContain(object);
    for (const [field, schema] of Object.entries(object.properties ?? {})) {
      expect([field, at(schema, 'description')]).toEqual([field, expect.stringMatching(/\.$/)]);
    }
  }
});

test('a schema takes what it gives, so one component serves requests and replies', () => {
  // But for further fields, which an object that is not strict takes and drops.
  const read = (schema: z.core.$ZodType, io: 'input' | 'output') =>
    JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io })), (key, value) =>
      key === 'additionalProperties' ? undefined : value,
    );
  for (const { schema } of Object.values(SCHEMAS)) {
    expect(read(schema, 'output')).toEqual(read(schema, 'input'));
  }
});

test('the contract’s step-up marks', () => {
  const marked = operations.flatMap(({ id, stepUp }) => (stepUp ? [id] : []));
  expect(marked).toEqual(['start-totp', 'start-phone', 'replace-backup-codes', 'turn-off']);
});

test('every example of a problem satisfies the schema of problems, and every code has one', () => {
  const problem = validator({ $ref: '#/components/schemas/Problem' });
  const seen = new Set<unknown>();
  for (const { examples } of parts(document)) {
    for (const example of Object.values(isJson(examples) ? examples : {})) {
      const value = at(example, 'value');
      if (at(value, 'code') === undefined) continue;
      expect(problem.safeParse(value)).toMatchObject({ success: true });
      seen.add(at(value, 'code'));
    }
  }
  expect([...seen].toSorted()).toEqual(Object.keys(PROBLEMS).toSorted());
});
