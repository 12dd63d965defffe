/** Opens a local HTTP server on the loopback addresses that `localhost` may mean, and on others only if asked to. */

import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorCode } from './error-code.ts';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** How whoever does not run on this machine itself, such as a container, reaches it. */
export interface MachineAddress {
  /** The name or address to use. */
  readonly name: string;
  /** Where to listen for it besides localhost; undefined where it is led to localhost. */
  readonly listenOn?: string | undefined;
}

export interface ListenOptions extends ServerOptions {
  /** A further address of this machine. */
  readonly alsoOn?: string | undefined;
}

/** The port is in use by somebody else. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

const bind = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/** Port 0 means any free one. Throws a `PortTakenError`. */
export async function listen(
  handler: RequestListener,
  port: number,
  { alsoOn, ...options }: ListenOptions = {},
): Promise<Listening> {
  const first = createServer(options, handler);
  const second = createServer(options, handler);
  const taken = (error: unknown): unknown =>
    errorCode(error) === 'EADDRINUSE' ? new PortTakenError(`Port ${port} is taken`) : error;
  const bound = await bind(first, port, '127.0.0.1').catch((error: unknown) => {
    throw taken(error);
  });
  const servers = [first];
  try {
    await bind(second, bound, '::1');
    servers.push(second);
  } catch (error) {
    // A machine without IPv6, or an ephemeral port that is free on one side only: IPv4 alone will do.
    if (errorCode(error) === 'EADDRINUSE' && port !== 0) {
      first.close();
      throw taken(error);
    }
  }
  if (alsoOn !== undefined) {
    const third = createServer(options, handler);
    await bind(third, bound, alsoOn).catch((error: unknown) => {
      for (const server of servers) server.close();
      throw taken(error);
    });
    servers.push(third);
  }
  const closeOne = (server: Server): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: bound, close: async () => void (await Promise.all(servers.map(closeOne))) };
}
