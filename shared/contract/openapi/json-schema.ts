/** Schemas as the document has them: the named ones as components, which all others refer to. */

import * as z from 'zod/mini';
import { SCHEMAS } from './schemas.ts';

export type Json = Record<string, unknown>;

const NAMES = z.registry<{ id: string }>();
for (const [id, { schema }] of Object.entries(SCHEMAS)) NAMES.add(schema, { id });

const pathOf = (name: string): string => `#/components/schemas/${name}`;

export const reference = (name: keyof typeof SCHEMAS): Json => ({ $ref: pathOf(name) });

/** A reference to the schema of a body. Throws for one without a name: clients would have none for its type. */
export function referenceTo(schema: z.core.$ZodType): Json {
  const name = NAMES.get(schema)?.id;
  if (name === undefined) throw new Error('A schema is neither in SCHEMAS nor part of one that is.');
  return { $ref: pathOf(name) };
}

/** The schema itself, e.g. of a parameter. */
export function inline(schema: z.core.$ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, OPTIONS);
  return rest;
}

/** Every named schema, with its descriptions. */
export function componentSchemas(): Record<string, Json> {
  const { schemas } = z.toJSONSchema(NAMES, { ...OPTIONS, uri: pathOf });
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, { schema, description, fields }]) => {
      const { $schema, $id, ...rest }: Json = { ...schemas[name] };
      return [name, { description, ...rest, ...withFields(rest, fields), ...discriminator(schema) }];
    }),
  );
}

const OPTIONS = {
  // As the schemas are written: what takes any field does not say that it has no other.
  io: 'input',
  override: ({ jsonSchema }) => {
    // What tells a reader nothing: a pattern of a line for what the format says, and the range of a double.
    if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  },
} as const satisfies z.core.ToJSONSchemaParams;

function withFields({ properties }: Json, fields: Readonly<Record<string, string>> | undefined): Json {
  if (fields === undefined) return {};
  const described = Object.entries({ ...(properties as Record<string, Json>) }).map(
    ([field, schema]) => [field, { ...schema, description: fields[field] }] as const,
  );
  return { properties: Object.fromEntries(described) };
}

/** Which of the schemas a value is of, by one of its fields: what client generators make tagged unions of. */
function discriminator(schema: z.core.$ZodType): Json {
  if (!(schema instanceof z.ZodMiniDiscriminatedUnion)) return {};
  const { discriminator: propertyName, options } = schema._zod.def as z.core.$ZodDiscriminatedUnionDef;
  const mapping = Object.fromEntries(
    options.flatMap((option) =>
      [...(option._zod.propValues?.[propertyName] ?? [])].map((value) => [value, referenceTo(option).$ref]),
    ),
  );
  return { discriminator: { propertyName, mapping } };
}
