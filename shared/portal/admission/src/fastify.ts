/** The door of a portal on Fastify. */

import type { Admission } from './admission.ts';
import { answer, type Door } from './door.ts';

interface FastifyRequest {
  body: unknown;
}
interface FastifyReply {
  code(status: number): unknown;
  headers(headers: Record<string, string>): unknown;
  send(body?: string): unknown;
}

/** @example app.post('/session/admit', admitOnFastify(admission, { session, admitted })) */
export function admitOnFastify<Request extends FastifyRequest, Reply extends FastifyReply>(
  admission: Admission,
  door: Door<[request: Request, reply: Reply]>,
) {
  return async (request: Request, reply: Reply): Promise<Reply> => {
    const { status, headers, body } = await answer(admission, door, request.body, [request, reply]);
    reply.code(status);
    reply.headers(headers);
    reply.send(body);
    return reply;
  };
}
