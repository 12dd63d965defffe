/** The door of a portal on Express, behind `express.json()`. */

import type { Admission } from './admission.ts';
import { answer, type Door } from './door.ts';

interface ExpressRequest {
  body?: unknown;
}
interface ExpressResponse {
  status(code: number): unknown;
  set(headers: Record<string, string>): unknown;
  end(body?: string): unknown;
}

/** @example app.post('/session/admit', express.json(), admitOnExpress(admission, { session, admitted })) */
export function admitOnExpress<Request extends ExpressRequest, Response extends ExpressResponse>(
  admission: Admission,
  door: Door<[request: Request, response: Response]>,
) {
  return async (request: Request, response: Response, next: (error?: unknown) => void): Promise<void> => {
    try {
      const { status, headers, body } = await answer(admission, door, request.body, [request, response]);
      response.status(status);
      response.set(headers);
      response.end(body);
    } catch (error) {
      next(error);
    }
  };
}
