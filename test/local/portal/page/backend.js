/** The portal's own backend: the sign-in session, and the door that opens only on an assertion. */
import { send } from './api.js';
import { setServerTime } from './time.js';

const post = (path, body = {}) => send(path, { method: 'POST', body });

const sessionFrom = async (answer) => {
  const session = await answer;
  if (session.now) setServerTime(session.now);
  return session;
};

/**
 * `{state: 'signed_out'}`, or `{state: 'primary_ok' | 'admitted', user, isSignUp, isAgent, deskIsOpen, methods, apiUrl,
 * accessToken}`.
 */
export const readSession = () => sessionFrom(send('/session'));

export const signInWithPassword = (email, password) =>
  sessionFrom(post('/session/sign-in', { email, password }));

/** @param provider `oauth` or `saml` */
export const signInWith = (provider, email) => sessionFrom(post(`/session/sign-in/${provider}`, { email }));

export const signUp = (name, email, password) =>
  sessionFrom(post('/session/sign-up', { name, email, password }));

/** Takes the 2FA service's assertion to the backend, which alone decides. */
export const admit = (assertion) => post('/session/admit', { assertion });

export const signOut = () => post('/session/sign-out');

/** Customers whose name, address or id has the words in it, as `{ userId, email, name }`; for agents alone. */
export const findCustomers = async (words) =>
  (await send(`/session/customers?search=${encodeURIComponent(words)}`)).customers;

/** What a customer finds inside; refused before admission. */
export const readOverview = () => send('/session/overview');
