/** Requests to the 2FA service that are the portal's own, where no element makes them. */
import { send } from './api.js';

/**
 * The operations of a support desk. Each throws a `Problem`.
 *
 * @param session Of the portal, for the service's address.
 * @param accessToken Gives the agent's token, whose scope opens them.
 */
export const supportOperations = ({ session, accessToken }) => {
  const call = async (path, options = {}) => {
    const headers = { authorization: `Bearer ${await accessToken()}` };
    return send(`${session.apiUrl}${path}`, { ...options, headers });
  };
  const of = (userId) => `/v1/support/users/${encodeURIComponent(userId)}`;
  return {
    /** What the customer has, and which limits are in force. */
    readUser: (userId) => call(of(userId)),
    /** What happened, newest first: `{ events, cursor }`. */
    readEvents: (userId, cursor) =>
      call(`${of(userId)}/events${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`),
    /** @param reset `factors` or `limits`. */
    reset: (userId, { reset, reason, reference }) =>
      call(`${of(userId)}/reset`, {
        method: 'POST',
        body: { reset, reason, ...(reference ? { reference } : {}) },
      }),
  };
};

/** Whether the caller has a second factor. */
export const hasSecondFactor = async ({ session, accessToken }) => {
  const headers = { authorization: `Bearer ${await accessToken()}` };
  return (await send(`${session.apiUrl}/v1/2fa`, { headers })).enabled;
};
