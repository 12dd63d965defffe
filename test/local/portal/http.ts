/** The few pieces of HTTP that the reference portal needs: a router, JSON bodies, cookies, problem answers. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

export interface PortalRequest {
  readonly method: string;
  readonly path: string;
  /** Query parameters, where `+` stays a plus sign, so that `?to=+12025550100` means what it says. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: IncomingMessage['headers'];
  readonly cookies: ReadonlyMap<string, string>;
  /** The JSON body; throws `HttpProblem` 413, 415 or 400 where there is none to read. */
  json(): Promise<unknown>;
}

export interface PortalResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string or bytes as they are; without it the answer is empty. */
  readonly body?: object | string | Buffer;
}

export type Handler = (request: PortalRequest) => PortalResponse | Promise<PortalResponse>;

/** Handlers by method and exact path, e.g. `GET /session`. */
export type Routes = Readonly<Record<string, Handler>>;

/** An answer that a handler gives by throwing. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** In seconds, for the header. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, detail: string, retryAfter?: number) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const maxBodyBytes = 16 * 1024;

const readJson = async (incoming: IncomingMessage): Promise<unknown> => {
  const type = incoming.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new HttpProblem(415, 'unsupported_media_type', 'Send the body as application/json.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > maxBodyBytes) throw new HttpProblem(413, 'request_too_large', 'The body is over 16 KiB.');
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpProblem(400, 'invalid_request', 'The body is not JSON.');
  }
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpProblem(400, 'invalid_request', 'The address is not validly percent-encoded.');
  }
};

const pairs = (text: string, separator: string, decodePart: (part: string) => string): Map<string, string> =>
  new Map(
    text
      .split(separator)
      .filter((pair) => pair.trim() !== '')
      .map((pair): [string, string] => {
        const [name = '', ...value] = pair.trim().split('=');
        return [decodePart(name), decodePart(value.join('='))];
      }),
  );

const toRequest = (incoming: IncomingMessage): PortalRequest => {
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?');
  return {
    method: incoming.method ?? 'GET',
    path,
    query: pairs(query, '&', decode),
    headers: incoming.headers,
    cookies: pairs(incoming.headers.cookie ?? '', ';', (part) => part),
    json: () => readJson(incoming),
  };
};

const problemResponse = ({ status, code, message, retryAfter }: HttpProblem): PortalResponse => ({
  status,
  headers: {
    'content-type': 'application/problem+json',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  },
  body: { type: 'about:blank', title: code.replaceAll('_', ' '), status, code, detail: message },
});

const answer = async (routes: Routes, incoming: IncomingMessage): Promise<PortalResponse> => {
  try {
    const request = toRequest(incoming);
    const handler = routes[`${request.method} ${request.path}`];
    if (handler) return await handler(request);
    throw new HttpProblem(404, 'not_found', 'There is nothing at this address.');
  } catch (error) {
    if (error instanceof HttpProblem) return problemResponse(error);
    console.error('portal:', error);
    return problemResponse(new HttpProblem(500, 'internal_error', 'The portal failed; its log says more.'));
  }
};

const send = (outgoing: ServerResponse, { status, headers, body }: PortalResponse): void => {
  const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
  outgoing.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(isJson ? { 'content-type': 'application/json' } : {}),
    ...headers,
  });
  outgoing.end(isJson ? JSON.stringify(body) : body);
};

/** Answers requests by `routes`, which may still grow. */
export const answerBy =
  (routes: Routes): RequestListener =>
  (incoming, outgoing) =>
    void answer(routes, incoming).then((response) => send(outgoing, response));
