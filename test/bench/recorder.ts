/** Makes requests to the local system's API and notes what each asked of AWS. */

import { OPERATIONS, type OperationId } from '../../shared/contract/operations.ts';
import type { LocalSystem } from '../local/system.ts';
import { type AwsUse, awsUse } from './aws-calls.ts';

export interface Recorded extends AwsUse {
  readonly operation: OperationId;
  /** What distinguishes this request from others to the operation. */
  readonly situation: string;
  readonly status: number;
}

export interface Send {
  readonly situation: string;
  /** The status that the journey counts on; any other is an error. */
  readonly expect: number;
  readonly claims?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly assertion?: string;
}

export interface Recorder {
  /** Sends one request and returns the answer's body. Throws for another status than expected. */
  send(operation: OperationId, request: Send): Promise<Readonly<Record<string, unknown>>>;
  /** In the order in which they were made. */
  recorded(): readonly Recorded[];
}

/** Part of the logical id of the function with this name: CDK leaves the hyphens out. */
export const functionPrefix = (name: string): string => `${name.replaceAll('-', '')}Function`;

const definitionOf = (id: OperationId) => {
  const found = OPERATIONS.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`There is no operation ${id}`);
  return found;
};

export function createRecorder(system: LocalSystem): Recorder {
  const recorded: Recorded[] = [];

  async function token(claims: Readonly<Record<string, string>>): Promise<string> {
    const response = await fetch(`${system.portalUrl}/local/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(claims),
    });
    const { access_token }: { readonly access_token: string } = JSON.parse(await response.text());
    return access_token;
  }

  async function call(id: OperationId, { claims, params = {}, body, assertion }: Send): Promise<Response> {
    const { method, path } = definitionOf(id);
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ''));
    return fetch(`${system.apiUrl}${filled}`, {
      method,
      headers: {
        ...(claims !== undefined && { authorization: `Bearer ${await token(claims)}` }),
        ...(assertion !== undefined && { 'x-2fa-assertion': assertion }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  return {
    recorded: () => recorded,
    send: async (operation, request) => {
      const before = system.awsCallCount();
      const response = await call(operation, request);
      const text = await response.text();
      if (response.status !== request.expect) {
        throw new Error(`${operation} (${request.situation}) answered ${response.status}: ${text}`);
      }
      const calls = system
        .awsCalls(before)
        .filter(({ functionName }) => functionName.startsWith(functionPrefix(operation)))
        // Retries tell how busy the machine is, not what the operation asks for.
        .filter(({ isRetry }) => !isRetry);
      const { situation } = request;
      recorded.push({ operation, situation, status: response.status, ...awsUse(calls) });
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return isJson ? JSON.parse(text) : {};
    },
  };
}
