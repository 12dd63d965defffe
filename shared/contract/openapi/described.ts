/** A schema with the words that only its documentation needs. */

import type * as z from 'zod/mini';

export interface Described {
  readonly schema: z.ZodMiniType;
  readonly description: string;
  /** Of an object: each field's description. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** By the name of the component. */
export type Schemas = Readonly<Record<string, Described>>;

type Fields<Schema> =
  Schema extends z.ZodMiniObject<infer Shape> ? [fields: { readonly [Field in keyof Shape]: string }] : [];

/**
 * Describes a schema, and each of its fields if it is an object: one without a description does not compile.
 *
 * The words are kept apart from the schemas, so that the functions that only validate do not carry them.
 */
export function described<Schema extends z.ZodMiniType>(
  schema: Schema,
  description: string,
  ...[fields]: Fields<Schema>
): Described {
  return fields === undefined ? { schema, description } : { schema, description, fields };
}
