/** Nominal types for values that share a representation but must not be mixed up. */

declare const brand: unique symbol;

/** A `T` that only a function which has checked it may produce. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A telephone number in E.164 form, e.g. `+12025550100`. */
export type E164 = Brand<string, 'E164'>;

/** The `sub` claim of the portal's access token. */
export type UserId = Brand<string, 'UserId'>;

/** Number of whole periods since the Unix epoch (RFC 6238 §4.2). It does not fit 32 bits for ever. */
export type TimeStep = Brand<number, 'TimeStep'>;

/** Milliseconds since the Unix epoch. */
export type Millis = number;

/** Authenticated ciphertext bound to the user, with the version of its key. */
export type Sealed = Brand<string, 'Sealed'>;

/** HMAC under a key that only the service can derive, with the version of that key. */
export type KeyedHash = Brand<string, 'KeyedHash'>;
