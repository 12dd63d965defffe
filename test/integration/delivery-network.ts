/** A network for the delivery adapters: the SNS and Connect stand-ins behind HTTP, and ways to misbehave. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { codeCallFlow } from '../../infra/connect-flow/code-call.ts';
import { DeliveryError } from '../../shared/domain/ports/delivery.ts';
import { createConnectStandIn } from '../local/emulator/aws/connect/connect.ts';
import { createSnsStandIn } from '../local/emulator/aws/sns/sns.ts';
import { AwsError } from '../local/emulator/aws/stand-in.ts';
import type { HandsetMessage } from '../local/emulator/boundary.ts';

/** A way the network misbehaves, instead of an answer of the stand-in. */
export type Fault = (response: ServerResponse) => void;

export const hang: Fault = () => undefined;

export const breakOff: Fault = (response) => response.socket?.destroy();

/** AWS quotes requests in its messages now and then; this one always does. */
const TELL_TALE = 'for +12025550100: 048151';

export const snsError =
  (code: string, status: number): Fault =>
  (response) => {
    const error = `<Error><Type>x</Type><Code>${code}</Code><Message>${TELL_TALE}</Message></Error>`;
    response.writeHead(status, { 'content-type': 'text/xml' }).end(`<ErrorResponse>${error}</ErrorResponse>`);
  };

export const connectError =
  (code: string, status: number): Fault =>
  (response) => {
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code };
    response.writeHead(status, headers).end(JSON.stringify({ message: TELL_TALE }));
  };

export interface DeliveryNetwork {
  /** For the SDK clients. */
  readonly config: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly handset: readonly HandsetMessage[];
  /** How many requests came in. */
  requests(): number;
  /** The Region that each request was signed for. */
  readonly regions: readonly string[];
  /** How many connections they came on. */
  connections(): number;
  /** Uses up one fault for each of the next requests. */
  misbehave(...faults: readonly Fault[]): void;
  advance(ms: number): void;
  close(): void;
}

/** The instance has the flow `flow`, the number +12025550142 and the queue `queue`; it is 1 January 2026. */
export async function startDeliveryNetwork(): Promise<DeliveryNetwork> {
  const handset: HandsetMessage[] = [];
  const regions: string[] = [];
  let faults: readonly Fault[] = [];
  let requests = 0;
  let connections = 0;
  let now = Date.UTC(2026, 0, 1);

  const options = {
    deliver: (message: HandsetMessage) => handset.push(message),
    clock: { now: () => now, advance: () => undefined },
    newId: () => `id-${handset.length}`,
  };
  const sns = createSnsStandIn(options);
  const instance = {
    id: 'instance',
    flows: { flow: JSON.stringify(codeCallFlow()) },
    phoneNumbers: ['+12025550142'],
    queueIds: ['queue'],
  };
  const connect = createConnectStandIn({ ...options, instances: [instance] });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1;
    regions.push(/Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '');
    const [fault, ...later] = faults;
    faults = later;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (fault !== undefined) return fault(response);
    const { method = '', url: path = '' } = request;
    const isSns = path === '/';
    const body = Buffer.concat(chunks);
    const call = { service: '', action: '', headers: {}, body, path, method, functionName: 'f' };
    try {
      const answer = await (isSns ? sns : connect).handle(call);
      response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
    } catch (thrown) {
      const error = thrown instanceof AwsError ? thrown : new AwsError('InternalError', 500, '');
      (isSns ? snsError : connectError)(error.code, error.status)(response);
    }
  }

  const server = createServer((request, response) => void serve(request, response));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    config: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    handset,
    regions,
    requests: () => requests,
    connections: () => connections,
    misbehave: (...next) => {
      faults = next;
    },
    advance: (ms) => {
      now += ms;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** How a delivery failed; checks on the way that nothing of the message is left in the error. */
export async function failureOf(delivery: Promise<void>): Promise<unknown> {
  const thrown = await delivery.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof DeliveryError)) return thrown;
  const everything = [thrown.message, thrown.stack, thrown.cause, Object.entries(thrown)];
  expect(JSON.stringify(everything)).not.toMatch(/2025550100|048151/);
  return thrown.kind;
}
