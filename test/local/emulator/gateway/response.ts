/** What an HTTP API makes of a function's answer, and the answers that it gives by itself. */

import { isRecord, type Properties } from '../template/template.ts';

export interface GatewayResponse {
  readonly status: number;
  /** A list for a header that is sent several times. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** API Gateway's own answer, e.g. `{"message":"Not Found"}`. */
export const gatewayMessage = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): GatewayResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message }),
});

export const INTERNAL_SERVER_ERROR = gatewayMessage(500, 'Internal Server Error');

/** Headers that belong to the connection, or that the gateway decides on. */
const NOT_THE_FUNCTIONS =
  /^(connection|keep-alive|transfer-encoding|upgrade|content-length|date|server|access-control-.*)$/;

/**
 * The answer to a function's result (JSON). A result without a status code is the body of a 200; one with a status
 * code that is not of the documented form is an internal server error.
 */
export function mapResult(payload: string): GatewayResponse {
  const result: unknown = JSON.parse(payload);
  if (!isRecord(result) || result.statusCode === undefined) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: payload };
  }
  const status = Number(result.statusCode);
  const body = bodyOf(result);
  if (!Number.isInteger(status) || status < 200 || status > 599 || body === undefined)
    return INTERNAL_SERVER_ERROR;
  return { status, headers: headersOf(result), body };
}

function bodyOf(result: Properties): string | Buffer | undefined {
  const { body } = result;
  if (body === undefined || body === null) return '';
  if (typeof body !== 'string') return undefined;
  return result.isBase64Encoded === true ? Buffer.from(body, 'base64') : body;
}

function headersOf(result: Properties): GatewayResponse['headers'] {
  const given = Object.entries(isRecord(result.headers) ? result.headers : {})
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    .filter(([name]) => !NOT_THE_FUNCTIONS.test(name));
  const cookies = Array.isArray(result.cookies) ? result.cookies.map(String) : [];
  return {
    'content-type': 'text/plain; charset=utf-8',
    ...Object.fromEntries(given),
    ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }),
  };
}
