/** The SDK's part of a request, bundled as the functions are: the same clients make the same calls, and no more. */

import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { sdkConfig, withFastConfig } from '../../shared/adapters/sdk.ts';
import type { AwsCall } from './instant-aws.ts';

/** Makes the calls again whenever it is run, with the same input and one after the other. */
export function replay(calls: readonly AwsCall[]): () => Promise<void> {
  const dynamoDb = withFastConfig(new DynamoDBClient(sdkConfig));
  const kms = withFastConfig(new KMSClient(sdkConfig));
  const sends = calls.map(({ action, input }): (() => Promise<unknown>) => {
    const given = input as never;
    switch (action) {
      case 'GetItem':
        return () => dynamoDb.send(new GetItemCommand(given));
      case 'PutItem':
        return () => dynamoDb.send(new PutItemCommand(given));
      case 'Sign': {
        const Message = Buffer.from(String(input.Message), 'base64');
        return () => kms.send(new SignCommand({ ...(given as object), Message } as never));
      }
      default:
        throw new Error(`A warm request is not expected to call ${action}`);
    }
  });
  return async () => {
    for (const send of sends) await send();
  };
}
