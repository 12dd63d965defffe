/** How functions are told of the root keys: the form of `ROOT_KEYS`. */

export interface RootKey {
  /** The number that the settings give it, and everything made with it. */
  readonly version: number;
  readonly arn: string;
}

/** By hand, as most functions read them, and not all of these need what Zod has for lists. */
export const areRootKeys = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isRootKey);

function isRootKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { version, arn }: Partial<Record<keyof RootKey, unknown>> = value;
  return Number.isInteger(version) && Number(version) > 0 && typeof arn === 'string' && arn !== '';
}
