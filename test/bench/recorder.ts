/** Makes requests to the local system's API and notes what each asked of AWS. */

import { OPERATIONS, type OperationId } from '../../shared/contract/operations.ts';
import type { RecordedCall } from '../local/emulator/aws/call-log.ts';
import type { LocalSystem } from '../local/system.ts';
import { type AwsUse, awsUse } from './aws-calls.ts';

export interface Recorded extends AwsUse {
  readonly operation: OperationId;
  /** What distinguishes this request from others to the operation. */
  readonly situation: string;
  readonly status: number;
  /** What its function took, by its own clock. */
  readonly durationMs: number;
  /** What its function wrote to the log. */
  readonly logBytes: number;
  /** What followed outside the request: stream, trail, bus, mails. */
  readonly background: Background;
}

/** What functions that serve no request did for it. */
export interface Background extends AwsUse {
  readonly invocations: number;
  /** Domain events on the bus. */
  readonly events: number;
  /** From each function's first call to its last one's end. */
  readonly durationMs: number;
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
      await system.idle();
      const before = system.awsCallCount();
      const lines = system.logs().length;
      const events = system.controls.events().length;
      const invocations = system.invocations();
      const response = await call(operation, request);
      const text = await response.text();
      if (response.status !== request.expect) {
        throw new Error(`${operation} (${request.situation}) answered ${response.status}: ${text}`);
      }
      await system.idle();
      const isOwn = ({ functionName }: RecordedCall): boolean =>
        functionName.startsWith(functionPrefix(operation));
      // Retries tell how busy the machine is, not what the operation asks for.
      const calls = system.awsCalls(before).filter(({ isRetry }) => !isRetry);
      const others = calls.filter((one) => !isOwn(one));
      const { situation } = request;
      recorded.push({
        operation,
        situation,
        status: response.status,
        ...awsUse(calls.filter(isOwn)),
        ...answered(system.logs().slice(lines), operation),
        background: {
          ...awsUse(others),
          invocations: system.invocations() - invocations - 1,
          events: system.controls.events().length - events,
          durationMs: busyMs(others),
        },
      });
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return isJson ? JSON.parse(text) : {};
    },
  };
}

/** What the line about the request says of it; no line is longer for what the local system writes before it. */
function answered(lines: readonly string[], operation: OperationId) {
  const told = lines.flatMap((line) => {
    const start = line.indexOf('{');
    return line.includes('"request_completed"') && start >= 0 ? [line.slice(start)] : [];
  });
  for (const line of told) {
    const entry: { readonly operation?: string; readonly durationMs?: number } = JSON.parse(line);
    if (entry.operation === operation) {
      return { durationMs: entry.durationMs ?? 0, logBytes: Buffer.byteLength(line) };
    }
  }
  throw new Error(`${operation} has logged no request`);
}

function busyMs(calls: readonly RecordedCall[]): number {
  const byFunction = Object.values(Object.groupBy(calls, ({ functionName }) => functionName));
  return byFunction.reduce((sum, own = []) => {
    const begun = Math.min(...own.map(({ startedMs }) => startedMs));
    const ended = Math.max(...own.map(({ startedMs, endedMs = startedMs }) => endedMs));
    return sum + Math.round(ended - begun);
  }, 0);
}
