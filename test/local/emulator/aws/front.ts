/** The one address of all AWS stand-ins: knows each caller by its credentials, checks its role, then dispatches. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Listening, listen, type MachineAddress } from '../../host/listen.ts';
import { readBody } from '../../host/read-body.ts';
import { type Caller, mayCall } from '../iam/key-policy.ts';
import type { Permissions } from '../iam/permissions.ts';
import type { LocalStack } from '../template/stack.ts';
import { accessRequests } from './access.ts';
import { type CallLog, createCallLog } from './call-log.ts';
import type { FaultInjector } from './faults.ts';
import type { KmsKeys } from './kms/keys.ts';
import { accessKeyOf, type ReadRequest, readRequest, renderError } from './protocol.ts';
import { type AwsAnswer, type AwsCall, AwsError, type StandIn } from './stand-in.ts';

export interface Principal extends Caller {
  readonly functionName: string;
}

export interface FrontOptions {
  /** By access key id; undefined for unknown credentials. */
  readonly principalOf: (accessKeyId: string) => Principal | undefined;
  /** Remembers the answer to each question to IAM. */
  readonly note: Permissions['note'];
  readonly stack: LocalStack;
  readonly kmsKeys: KmsKeys;
  /** By service prefix of IAM. */
  readonly standIns: () => Readonly<Record<string, StandIn>>;
  readonly faults: FaultInjector;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** How functions reach this machine where they do not run on it themselves. */
  readonly machine: MachineAddress | undefined;
}

export interface Front extends Listening {
  /** As functions reach it. */
  readonly url: string;
  readonly calls: Pick<CallLog, 'total' | 'after'>;
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : `${value}`]),
  );
}

/** What each service calls a refusal, and its status; most services say the same. */
const REFUSALS: Readonly<Record<string, readonly [code: string, status: number]>> = {
  sns: ['AuthorizationError', 403],
  sqs: ['AccessDenied', 403],
  connect: ['AccessDeniedException', 403],
  ses: ['AccessDeniedException', 403],
};

/** Throws the service's refusal unless the role, and a key's own policy, allow everything that the call needs. */
function authorise(call: AwsCall, principal: Principal, options: FrontOptions): void {
  for (const request of accessRequests(call, options.stack, options.kmsKeys)) {
    const allowed = mayCall(principal, request, options.kmsKeys);
    options.note(principal.functionName, request, allowed);
    if (allowed) continue;
    // For a text, the resource is a phone number: it must not reach a log.
    const resource = call.service === 'sns' ? 'the destination' : request.resource;
    const message = `${principal.functionName}'s role is not authorized to perform: ${request.action} on ${resource}`;
    options.log(`Access denied: ${message}`);
    const [code, status] = REFUSALS[call.service] ?? ['AccessDeniedException', 400];
    throw new AwsError(code, status, message);
  }
}

/** The stand-in for a call. Throws for a call that none answers. */
function standInFor({ service, action }: AwsCall, options: FrontOptions): StandIn {
  const standIn = options.standIns()[service];
  if (standIn?.actions.includes(action)) return standIn;
  throw new AwsError('UnknownOperationException', 400, `The local ${service} does not know ${action}`);
}

function toAwsError(error: unknown, log: (line: string) => void): AwsError {
  if (error instanceof AwsError) return error;
  log(`A stand-in failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return new AwsError('InternalFailure', 500, 'The local stand-in failed; its log says why');
}

/** Longer than a function waits between two calls, so that no first try is lost on a connection just closed. */
const KEEP_ALIVE_MS = 10 * 60_000;

/** Opens the front on a free port. */
export async function openFront(options: FrontOptions): Promise<Front> {
  const calls = createCallLog();

  const answer = async (request: IncomingMessage, hungUp: AbortSignal): Promise<AwsAnswer> => {
    const body = (await readBody(request)) ?? Buffer.alloc(0);
    const headers = headersOf(request);
    const raw = { method: request.method ?? 'GET', path: request.url ?? '/', headers, body };
    const read: ReadRequest | undefined = readRequest(raw);
    const requestId = randomUUID();
    if (read === undefined) {
      options.log(`No stand-in knows ${raw.method} ${raw.path} ${headers['x-amz-target'] ?? ''}`);
      return { status: 404, body: JSON.stringify({ message: 'No stand-in knows this call' }) };
    }
    try {
      const principal = options.principalOf(accessKeyOf(headers.authorization) ?? '');
      if (principal === undefined) {
        throw new AwsError(
          'UnrecognizedClientException',
          400,
          'The security token included in the request is invalid.',
        );
      }
      const { functionName } = principal;
      const action = `${read.service}:${read.action}`;
      const underWay = calls.start({
        action,
        functionName,
        at: new Date(options.now()).toISOString(),
        isRetry: !(headers['amz-sdk-request'] ?? 'attempt=1').includes('attempt=1'),
      });
      const call = { ...raw, service: read.service, action: read.action, functionName };
      try {
        const standIn = standInFor(call, options);
        authorise(call, principal, options);
        return await options.faults.around(action, hungUp, async () => {
          const answer = await standIn.handle(call);
          if (answer.capacityUnits !== undefined) underWay.charge(answer.capacityUnits);
          return answer;
        });
      } finally {
        underWay.end();
      }
    } catch (error) {
      return renderError(read, toAwsError(error, options.log), requestId);
    }
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const hungUp = new AbortController();
    response.on('close', () => hungUp.abort());
    answer(request, hungUp.signal).then(
      ({ status, headers, body }) => {
        if (!response.destroyed) response.writeHead(status, { ...headers }).end(body);
      },
      // Only a broken connection ends up here: whoever called is gone.
      () => response.destroy(),
    );
  };

  const { name = '127.0.0.1', listenOn } = options.machine ?? {};
  const listening = await listen(onRequest, 0, { keepAliveTimeout: KEEP_ALIVE_MS, alsoOn: listenOn });
  return { ...listening, url: `http://${name}:${listening.port}`, calls };
}
