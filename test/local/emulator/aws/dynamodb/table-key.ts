/** Finds the customer-managed key of a table, which everybody who uses the table must be allowed to use. */

import { asArray, isRecord, type Properties } from '../../template/template.ts';

/** Id or ARN of the key; undefined for a table under a key of AWS's. Reads both kinds of table resource. */
export function customerKeyOf(properties: Properties): string | undefined {
  const own = isRecord(properties.SSESpecification) ? properties.SSESpecification.KMSMasterKeyId : undefined;
  if (typeof own === 'string') return own;
  for (const replica of asArray(properties.Replicas)) {
    const sse = isRecord(replica) ? replica.SSESpecification : undefined;
    if (isRecord(sse) && typeof sse.KMSMasterKeyId === 'string') return sse.KMSMasterKeyId;
  }
  return undefined;
}
