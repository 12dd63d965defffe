/** Passes DynamoDB calls on to the local database, with what they cost, and tells who listens of writes. */

import { Agent, request as httpRequest } from 'node:http';
import { isRecord } from '../../template/template.ts';
import { type AwsAnswer, type AwsCall, AwsError, type StandIn } from '../stand-in.ts';

/** Headers that the database reads; the rest is about the connection to the front. */
const PASSED_ON = ['authorization', 'content-type', 'x-amz-date', 'x-amz-target'];
const PASSED_BACK = ['content-type', 'x-amz-crc32', 'x-amzn-requestid'];

/** The calls on items, and what each does; tables are the deployment's and no function's. */
const ACTIONS: Readonly<Record<string, 'reads' | 'writes'>> = {
  GetItem: 'reads',
  BatchGetItem: 'reads',
  TransactGetItems: 'reads',
  Query: 'reads',
  Scan: 'reads',
  PutItem: 'writes',
  UpdateItem: 'writes',
  DeleteItem: 'writes',
  BatchWriteItem: 'writes',
  TransactWriteItems: 'writes',
};

/** The body with a request for the call's cost, unless the caller has its own wish. */
function askingForCost({ body }: AwsCall): Buffer {
  const request: unknown = JSON.parse(body.toString('utf8'));
  return isRecord(request)
    ? Buffer.from(JSON.stringify({ ReturnConsumedCapacity: 'TOTAL', ...request }))
    : body;
}

/** The capacity units in an answer; of one over several tables, their sum. */
function costIn(body: Buffer): number | undefined {
  const answer: unknown = JSON.parse(body.toString('utf8'));
  if (!isRecord(answer)) return undefined;
  const costs = [answer.ConsumedCapacity].flat().filter(isRecord);
  return costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + Number(cost.CapacityUnits), 0);
}

export interface DynamoDbOptions {
  /** Base address of the database. */
  readonly endpoint: string;
  readonly onWrite: () => void;
}

export interface DynamoDbStandIn extends StandIn {
  close(): void;
}

export function createDynamoDbStandIn(options: DynamoDbOptions): DynamoDbStandIn {
  const agent = new Agent({ keepAlive: true });

  const forward = (call: AwsCall): Promise<AwsAnswer> =>
    new Promise((resolve, reject) => {
      const known = PASSED_ON.filter((name) => call.headers[name] !== undefined);
      const headers = Object.fromEntries(known.map((name) => [name, call.headers[name]]));
      const outgoing = httpRequest(options.endpoint, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const back = PASSED_BACK.flatMap((name) => {
            const value = response.headers[name];
            return typeof value === 'string' ? [[name, value] as const] : [];
          });
          const body = Buffer.concat(chunks);
          const capacityUnits = response.statusCode === 200 ? costIn(body) : undefined;
          resolve({
            status: response.statusCode ?? 500,
            headers: Object.fromEntries(back),
            body,
            ...(capacityUnits !== undefined && { capacityUnits }),
          });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(askingForCost(call));
    });

  return {
    actions: Object.keys(ACTIONS),
    close: () => agent.destroy(),
    handle: async (call) => {
      try {
        const answer = await forward(call);
        if (ACTIONS[call.action] === 'writes' && answer.status === 200) options.onWrite();
        return answer;
      } catch (error) {
        throw new AwsError('InternalServerError', 500, `The database does not answer: ${String(error)}`);
      }
    },
  };
}
