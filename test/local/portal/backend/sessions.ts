/** The portal's sign-in sessions, kept on the server; the browser holds only a random cookie. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Account } from './accounts.ts';
import type { Admission } from './admission.ts';

export type LoginMethod = 'password' | 'oauth' | 'saml';

/** `primary_ok`: who they are is known, but nothing is open to them before they are admitted. */
export type SessionState =
  | { readonly name: 'primary_ok' }
  | { readonly name: 'admitted'; readonly admission: Admission; readonly at: number };

export interface PortalSession {
  /** The `sid` of access tokens and assertions. Not the cookie: a token may be seen where the cookie may not. */
  readonly sid: string;
  readonly account: Account;
  readonly loginMethod: LoginMethod;
  /** The first session after sign-up, which is not prompted to enrol. */
  readonly isSignUp: boolean;
  readonly state: SessionState;
}

export interface Sessions {
  /** Opens a session in state `primary_ok` and returns its cookie's value. */
  open(details: Pick<PortalSession, 'account' | 'loginMethod' | 'isSignUp'>): string;
  find(cookie: string | undefined): PortalSession | undefined;
  /** Admits the session and returns its new cookie: one fixed before admission is worth nothing after it. */
  admit(cookie: string, admission: Admission): string;
  close(cookie: string): void;
}

const newCookie = (): string => randomBytes(32).toString('base64url');

/** @param now Milliseconds since the epoch. */
export const createSessions = (now: () => number): Sessions => {
  const byCookie = new Map<string, PortalSession>();
  return {
    open(details) {
      const cookie = newCookie();
      byCookie.set(cookie, { ...details, sid: randomUUID(), state: { name: 'primary_ok' } });
      return cookie;
    },
    find: (cookie) => (cookie === undefined ? undefined : byCookie.get(cookie)),
    admit(cookie, admission) {
      const session = byCookie.get(cookie);
      if (!session) throw new Error('only an open session can be admitted');
      byCookie.delete(cookie);
      const admittedCookie = newCookie();
      byCookie.set(admittedCookie, { ...session, state: { name: 'admitted', admission, at: now() } });
      return admittedCookie;
    },
    close: (cookie) => void byCookie.delete(cookie),
  };
};
