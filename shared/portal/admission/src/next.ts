/** The door of a portal on Next: a route handler, which is a function from one Web `Request` to a `Response`. */

import type { Admission } from './admission.ts';
import { answer, type Door } from './door.ts';

/**
 * Cookies are set in `admitted`, with `cookies()` of `next/headers`.
 * @example export const POST = admitOnNext(admission, { session, admitted });
 */
export function admitOnNext<Req extends Request>(admission: Admission, door: Door<[request: Req]>) {
  return async (request: Req): Promise<Response> => {
    const sent: unknown = await request.json().catch(() => undefined);
    const { status, headers, body } = await answer(admission, door, sent, [request]);
    return new Response(body ?? null, { status, headers });
  };
}
