/** The one KMS client of an execution environment: signatures travel on the connection that brought the keys. */

import { KMSClient } from '@aws-sdk/client-kms';
import { watched } from './calls.ts';
import { sdkConfig, withFastConfig } from './sdk.ts';

let client: KMSClient | undefined;

/** Created on first use. */
export function kmsClient(): KMSClient {
  client ??= withFastConfig(watched('KMS', new KMSClient(sdkConfig)));
  return client;
}
