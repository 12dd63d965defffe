/** Requests to the portal's own backend. */

/** An answer of `application/problem+json` (RFC 9457), or no answer at all (code `unreachable`). */
export class Problem extends Error {
  constructor({ status = 0, code = 'unreachable', detail, requestId, retryAfter }) {
    super(detail ?? 'Something went wrong. Please try again.');
    Object.assign(this, { status, code, detail, requestId, retryAfter });
  }
}

/** The problem in a response; a body of another kind, such as API Gateway's own, leaves only the status. */
export const readProblem = async (response) => {
  const body = await response.json().catch(() => ({}));
  const retryAfter = Number(response.headers.get('retry-after')) || undefined;
  const code = body.code ?? (response.status === 401 ? 'unauthenticated' : 'unexpected');
  return new Problem({ ...body, status: response.status, code, retryAfter });
};

/** Sends a request and reads its JSON; throws `Problem` for anything but success. */
export const send = async (url, { method = 'GET', headers = {}, body } = {}) => {
  const request = { method, headers: { ...headers } };
  if (body !== undefined) {
    request.headers['content-type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  const response = await fetch(url, request).catch(() => {
    throw new Problem({ detail: 'We cannot be reached right now. Check your connection and try again.' });
  });
  if (!response.ok) throw await readProblem(response);
  return response.status === 204 ? undefined : response.json();
};
