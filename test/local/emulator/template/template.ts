/** The parts of a CloudFormation template that the local system reads, and typed access to its untyped values. */

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value?: unknown }>>;
}

export type Properties = Readonly<Record<string, unknown>>;

/** A template that asks for something the local system cannot give: better a stop than a silent difference. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

const wrong = (what: string, where: string): TemplateError =>
  new TemplateError(`The template has no ${what} at ${where}`);

export const isRecord = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function asRecord(value: unknown, where: string): Properties {
  if (!isRecord(value)) throw wrong('object', where);
  return value;
}

/** CloudFormation accepts numbers and booleans where it wants a string. */
export function asString(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw wrong('string', where);
}

export const optionalString = (value: unknown, where: string): string | undefined =>
  value === undefined ? undefined : asString(value, where);

export function asNumber(value: unknown, fallback: number, where: string): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isFinite(number)) throw wrong('number', where);
  return number;
}

/** CloudFormation accepts the words `true` and `false` where it wants a boolean. */
export const asBoolean = (value: unknown): boolean => value === true || value === 'true';

/** A list, or nothing; a single value counts as a list of one, as IAM has it. */
export function asArray(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export const asStrings = (value: unknown, where: string): readonly string[] =>
  asArray(value).map((item) => asString(item, where));
