/** The portal's sign-in sessions, kept on the server; the browser holds only a random cookie. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Admitted } from '../../../../shared/portal/admission/src/admission.ts';
import type { Account } from './accounts.ts';

export type LoginMethod = 'password' | 'oauth' | 'saml';

/** `primary_ok`: who they are is known, but nothing is open to them before they are admitted. */
export type SessionState =
  | { readonly name: 'primary_ok' }
  | { readonly name: 'admitted'; readonly admission: Admitted; readonly at: number };

export interface PortalSession {
  /** The `sid` of access tokens and assertions. Not the cookie: a token may be seen where the cookie may not. */
  readonly sid: string;
  readonly account: Account;
  readonly loginMethod: LoginMethod;
  /** The first session after sign-up, which is not prompted to enrol. */
  readonly isSignUp: boolean;
  readonly state: SessionState;
}

/** Whether the second factor was proved in this session: what an agent must have done before the desk opens. */
export const isVerified = ({ state }: PortalSession): boolean =>
  state.name === 'admitted' && state.admission.outcome === 'verified';

export interface Sessions {
  /** Opens a session in state `primary_ok` and returns its cookie's value. */
  open(details: Pick<PortalSession, 'account' | 'loginMethod' | 'isSignUp'>): string;
  /** The session, unless it has ended; it was used now. */
  find(cookie: string | undefined): PortalSession | undefined;
  /** Admits the session and returns its new cookie: one fixed before admission is worth nothing after it. */
  admit(cookie: string, admission: Admitted): string;
  close(cookie: string): void;
  /** Ends every other session of the account, as is due when its second factor has changed (OWASP ASVS 7.4.3). */
  closeOthers(cookie: string): void;
}

const MINUTE_MS = 60_000;
/** Time to give the second factor, or to set one up. */
const PRIMARY_MS = 30 * MINUTE_MS;
/** From admission on, whatever is done (OWASP ASVS 7.3.2). */
const ADMITTED_MS = 12 * 60 * MINUTE_MS;
/** Without a request (OWASP ASVS 7.3.1). */
const IDLE_MS = 30 * MINUTE_MS;

interface Entry {
  readonly session: PortalSession;
  /** The state ends then, whatever is done. */
  readonly endsAt: number;
  readonly usedAt: number;
}

const newCookie = (): string => randomBytes(32).toString('base64url');

/** @param now Milliseconds since the epoch. */
export const createSessions = (now: () => number): Sessions => {
  const byCookie = new Map<string, Entry>();

  const isOver = ({ endsAt, usedAt }: Entry): boolean => now() >= Math.min(endsAt, usedAt + IDLE_MS);

  const put = (session: PortalSession, lifetime: number): string => {
    for (const [cookie, entry] of byCookie) if (isOver(entry)) byCookie.delete(cookie);
    const cookie = newCookie();
    byCookie.set(cookie, { session, endsAt: now() + lifetime, usedAt: now() });
    return cookie;
  };

  const use = (cookie: string): PortalSession | undefined => {
    const entry = byCookie.get(cookie);
    if (entry === undefined || isOver(entry)) return undefined;
    byCookie.set(cookie, { ...entry, usedAt: now() });
    return entry.session;
  };

  return {
    open: (details) => put({ ...details, sid: randomUUID(), state: { name: 'primary_ok' } }, PRIMARY_MS),
    find: (cookie) => (cookie === undefined ? undefined : use(cookie)),
    admit(cookie, admission) {
      const session = use(cookie);
      if (!session) throw new Error('only an open session can be admitted');
      byCookie.delete(cookie);
      return put({ ...session, state: { name: 'admitted', admission, at: now() } }, ADMITTED_MS);
    },
    close: (cookie) => void byCookie.delete(cookie),
    closeOthers(cookie) {
      const own = byCookie.get(cookie)?.session.account.userId;
      for (const [other, { session }] of byCookie) {
        if (other !== cookie && session.account.userId === own) byCookie.delete(other);
      }
    },
  };
};
