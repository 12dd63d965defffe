/** What may be read off an error that an AWS SDK throws; its message may quote the request. */

/** Names of "too many at once", in all of the services. */
export const THROTTLES =
  /^(?:Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded|KMSThrottling|ProvisionedThroughputExceeded)/;

/** HTTP status of the answer, or `undefined` where there was none. */
export function statusOf(thrown: object): number | undefined {
  const metadata = '$metadata' in thrown ? thrown.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
