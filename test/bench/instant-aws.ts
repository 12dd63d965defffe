/**
 * AWS without its waiting, without a network and without a memory, in the process that asks it: connections end
 * in a stream that answers a call as it was answered the first time, and at once.
 *
 * So no time goes to sockets, which are no matter of the function's, nor to a service's own work. Writes are
 * accepted and forgotten: every request meets the record as it was at first.
 */

import { Agent } from 'node:http';
import { Duplex } from 'node:stream';

export interface AwsCall {
  /** E.g. `GetItem`. */
  readonly action: string;
  /** The request as the service reads it. */
  readonly input: Readonly<Record<string, unknown>>;
}

export interface InstantAws {
  /** The calls since the last time. */
  takeCalls(): readonly AwsCall[];
}

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly action: string;
  readonly body: string;
}

const END_OF_HEAD = '\r\n\r\n';
const WRITTEN = '{}';

/** A request that has arrived as a whole, which is soon told as those of the SDK have a length and end there. */
function readRequest(text: string): Request | undefined {
  const end = text.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const lines = text.slice(0, end).split('\r\n').slice(1);
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = text.slice(end + END_OF_HEAD.length);
  if (Buffer.byteLength(body) < Number(headers['content-length'])) return undefined;
  return { headers, action: (headers['x-amz-target'] ?? '').replace(/^.*\./, ''), body };
}

/** As much of a socket as Node's HTTP client and the SDK ask of one. */
class Connection extends Duplex {
  readonly connecting = false;
  readonly #answer: (request: Request) => Promise<string>;
  #received = '';

  constructor(answer: (request: Request) => Promise<string>) {
    super();
    this.#answer = answer;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#received += chunk.toString('utf8');
    const request = readRequest(this.#received);
    done();
    if (request === undefined) return;
    this.#received = '';
    this.#answer(request).then(
      (body) =>
        this.push(`HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}${END_OF_HEAD}${body}`),
      (error) => this.destroy(error),
    );
  }

  setKeepAlive = (): this => this;
  setNoDelay = (): this => this;
  setTimeout = (): this => this;
  ref = (): this => this;
  unref = (): this => this;
}

/** Any signature does, and no two requests ask for the same. */
const keyOf = ({ action, body }: Request): string => (action === 'Sign' ? action : action + body);

/** @param awsUrl where what is asked for the first time is passed on to. */
export function installInstantAws(awsUrl: string): InstantAws {
  const known = new Map<string, Promise<string>>();
  let calls: Request[] = [];

  async function ask({ headers, body }: Request): Promise<string> {
    const { host: _host, connection: _connection, 'content-length': _length, ...kept } = headers;
    const response = await fetch(awsUrl, { method: 'POST', headers: kept, body });
    if (!response.ok) throw new Error(`AWS answered ${response.status}: ${await response.text()}`);
    return response.text();
  }

  async function answer(request: Request): Promise<string> {
    calls.push(request);
    if (request.action === 'PutItem') return WRITTEN;
    const key = keyOf(request);
    const found = known.get(key) ?? ask(request);
    known.set(key, found);
    return found;
  }

  Agent.prototype.createConnection = () => new Connection(answer);
  return {
    takeCalls: () => {
      const taken = calls.map(({ action, body }) => ({ action, input: JSON.parse(body) }));
      calls = [];
      return taken;
    },
  };
}
