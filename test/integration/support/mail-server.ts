/** SES's `SendEmail` on loopback: notes who was mailed, and tells at which number. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../../local/host/read-body.ts';

export interface MailServer {
  readonly endpoint: string;
  /** Addresses as they came, once for each mail. */
  readonly mailed: readonly string[];
  /** Calls back, once, right when the mail of this number has been taken; SES answers when that is through. */
  at(number: number, callback: () => void | Promise<void>): void;
  /** The next mails are answered with these errors, e.g. `TooManyRequestsException`. */
  failWith(...codes: readonly string[]): void;
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mailed: string[] = [];
  const callbacks = new Map<number, () => void | Promise<void>>();
  let failures: readonly string[] = [];

  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const [failure, ...later] = failures;
      failures = later;
      if (failure !== undefined) {
        response.writeHead(400, { 'x-amzn-errortype': failure, 'content-type': 'application/json' });
        response.end('{}');
        return;
      }
      const { Destination } = JSON.parse(String(body));
      mailed.push(...Destination.ToAddresses);
      const callback = callbacks.get(mailed.length);
      callbacks.delete(mailed.length);
      await callback?.();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"MessageId":"id"}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    mailed,
    at: (number, callback) => void callbacks.set(number, callback),
    failWith: (...codes) => {
      failures = codes;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
