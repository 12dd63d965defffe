/** The door of a portal on Hono, in any of its runtimes. */

import type { Admission } from './admission.ts';
import { type Answer, answer, type Door } from './door.ts';

interface HonoContext {
  req: { json(): Promise<unknown> };
  newResponse(body: string | null, status: Answer['status'], headers: Record<string, string>): Response;
}

/** @example app.post('/session/admit', admitOnHono(admission, { session, admitted })) */
export function admitOnHono<Context extends HonoContext>(
  admission: Admission,
  door: Door<[context: Context]>,
) {
  return async (context: Context): Promise<Response> => {
    const sent = await context.req.json().catch(() => undefined);
    const { status, headers, body } = await answer(admission, door, sent, [context]);
    // Of the context, so that cookies which have been set on it go along.
    return context.newResponse(body ?? null, status, headers);
  };
}
