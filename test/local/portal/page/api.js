/** The 2FA service's operations, called straight from the page with the customer's access token. */

/** An answer of `application/problem+json` (RFC 9457), or no answer at all (code `unreachable`). */
export class Problem extends Error {
  constructor({ status = 0, code = 'unreachable', detail, attemptsRemaining, requestId, retryAfter }) {
    super(detail ?? 'Something went wrong. Please try again.');
    Object.assign(this, { status, code, attemptsRemaining, requestId, retryAfter });
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

/**
 * @param baseUrl Where the service is.
 * @param accessToken Gives the token for a call; called with `{ renew: true }` once a token was refused.
 */
export const createApi = (baseUrl, accessToken) => {
  const call = async (method, path, body, assertion) => {
    const attempt = async (token) =>
      send(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(assertion === undefined ? {} : { 'x-2fa-assertion': assertion }),
        },
        body,
      });
    try {
      return await attempt(await accessToken());
    } catch (problem) {
      if (problem.status !== 401) throw problem;
      return attempt(await accessToken({ renew: true }));
    }
  };
  return {
    status: () => call('GET', '/v1/2fa'),
    startTotp: (assertion) => call('POST', '/v1/2fa/totp', {}, assertion),
    confirmTotp: (code) => call('POST', '/v1/2fa/totp/confirm', { code }),
    /** @param channel `sms` or `call` */
    startPhone: (phoneNumber, channel, assertion) =>
      call('POST', '/v1/2fa/phone', { phoneNumber, channel }, assertion),
    confirmPhone: (code) => call('POST', '/v1/2fa/phone/confirm', { code }),
    replaceBackupCodes: (assertion) => call('POST', '/v1/2fa/backup-codes', {}, assertion),
    skip: () => call('POST', '/v1/2fa/skip', {}),
    turnOff: (assertion) => call('DELETE', '/v1/2fa', undefined, assertion),
    /** @param signUp Whether this is the first session of a new customer. */
    askForSignIn: (signUp) => call('POST', '/v1/challenges', { purpose: 'sign_in', signUp }),
    startStepUp: () => call('POST', '/v1/challenges', { purpose: 'step_up' }),
    sendCode: (challengeId, channel) =>
      call('POST', `/v1/challenges/${encodeURIComponent(challengeId)}/code`, { channel }),
    /** @param method `totp`, `phone` or `backup_code` */
    verify: (challengeId, method, code) =>
      call('POST', `/v1/challenges/${encodeURIComponent(challengeId)}/verify`, { method, code }),
  };
};
