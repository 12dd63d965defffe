/** Settings that every AWS client shares. */

/**
 * A hanging service must fail the request well inside API Gateway's patience. Without
 * `throwOnRequestTimeout` the SDK only logs a warning when `requestTimeout` has passed.
 */
export const sdkConfig = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 1500, throwOnRequestTimeout: true },
} as const;
