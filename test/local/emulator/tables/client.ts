/** Talks to the local database directly, as AWS itself would behind the scenes: tables, and streams' records. */

import type { Properties } from '../template/template.ts';

export type DatabaseService = 'DynamoDB_20120810' | 'DynamoDBStreams_20120810';

export interface DatabaseClient {
  readonly endpoint: string;
  /** Throws a `DatabaseError`. */
  call(service: DatabaseService, action: string, body: Properties): Promise<Properties>;
}

export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** E.g. `ResourceInUseException`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The local database checks that there is a credential, not whose it is. */
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20230807/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none';

export function createDatabaseClient(endpoint: string): DatabaseClient {
  return {
    endpoint,
    call: async (service, action, body) => {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `${service}.${action}`,
          'x-amz-date': '20230807T000000Z',
          authorization: AUTHORIZATION,
        },
        body: JSON.stringify(body),
      });
      const answer: Properties = JSON.parse(await response.text());
      if (response.ok) return answer;
      const type = String(answer.__type ?? response.status);
      throw new DatabaseError(
        type.slice(type.lastIndexOf('#') + 1),
        `${action}: ${String(answer.message ?? answer.Message)}`,
      );
    },
  };
}
