/** One variable in a function's environment: how the deployment writes it and how the function reads it. */

import type * as z from 'zod/mini';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Variable<T> {
  readonly name: string;
  /** For the deployment. Throws for a value that the function would not take. */
  readonly write: (value: T) => Readonly<Record<string, string>>;
  /** For the function. Throws, with the name in the message, if it is missing or malformed. */
  readonly read: (env: Environment) => T;
}

/** Text that must be there and must not be empty. The deployment may give a value that is known only later. */
export const text = (name: string): Variable<string> => ({
  name,
  write: (value) => ({ [name]: value }),
  read: (env) => required(env, name),
});

/** Text that may be missing. */
export const optionalText = (name: string): Variable<string | undefined> => ({
  name,
  write: (value) => (value === undefined ? {} : { [name]: value }),
  read: (env) => (env[name] === '' ? undefined : env[name]),
});

/** One of the given texts. */
export const oneOf = <T extends string>(name: string, values: readonly T[]): Variable<T> => ({
  name,
  write: (value) => ({ [name]: value }),
  read(env) {
    const given = required(env, name);
    const known = values.find((value) => value === given);
    if (known === undefined)
      throw new Error(`The environment variable ${name} is none of ${values.join(', ')}.`);
    return known;
  },
});

/** A value in JSON, checked by its schema on both sides. The schema is made when it is used. */
export const json = <T>(name: string, schema: () => z.ZodMiniType<T>): Variable<T> => ({
  name,
  write: (value) => ({ [name]: JSON.stringify(checked(name, schema(), value)) }),
  read: (env) => checked(name, schema(), parsed(name, required(env, name))),
});

function required(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

function parsed(name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new Error(`The environment variable ${name} is not JSON.`);
  }
}

function checked<T>(name: string, schema: z.ZodMiniType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const places = result.error.issues.map(({ path }) => `/${path.join('/')}`);
  throw new Error(`The environment variable ${name} is malformed at ${[...new Set(places)].join(', ')}.`);
}
