/** The sample portal's backend: it signs people in, admits them on an assertion, and shows what is then theirs. */
import { z } from 'zod';
import type { Admission } from '../../../../shared/portal/admission/src/admission.ts';
import { AdmissionError } from '../../../../shared/portal/admission/src/error.ts';
import { readBody } from '../body.ts';
import { type Handler, HttpProblem, type PortalRequest, type PortalResponse, type Routes } from '../http.ts';
import type { IdentityProvider } from '../identity-provider.ts';
import { type Account, type Accounts, normalise } from './accounts.ts';
import { overviewFor } from './overview.ts';
import type { PasswordLimit } from './password-limit.ts';
import { isVerified, type LoginMethod, type PortalSession, type Sessions } from './sessions.ts';

export interface SessionRoutesOptions {
  readonly portalUrl: string;
  readonly apiUrl: () => string;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly passwordLimit: PasswordLimit;
  readonly provider: IdentityProvider;
  /** What can be set up with the 2FA service, as its operator has decided. */
  readonly methods: readonly string[];
  /** What an assertion is checked against; a function because the service starts after the portal. */
  readonly admission: () => Admission;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const email = z
  .string()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, 'must be an email address');
const passwordRequest = z.strictObject({ email, password: z.string().min(1).max(200) });
const outsideRequest = z.strictObject({ email });
const signUpRequest = z.strictObject({
  name: z.string().trim().min(1).max(80),
  email,
  password: z.string().min(8, 'must have at least 8 characters').max(200),
});
const admitRequest = z.strictObject({ assertion: z.string().min(1).max(8192) });

/** How many customers a search of the desk shows. */
const MAX_FOUND = 10;

const cookieName = 'portal_session';

// A portal on HTTPS adds `Secure` and names the cookie `__Host-…`.
const setCookie = (value: string, maxAge?: number): Readonly<Record<string, string>> => ({
  'set-cookie': `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}`,
});

/** The page learns no more than whether it may try again: the assertion is not spent where it was not checked. */
const notAdmitted = (error: unknown): never => {
  if (error instanceof AdmissionError && error.status === 403) {
    throw new HttpProblem(403, 'not_admitted', 'This sign-in could not be confirmed. Please try again.');
  }
  console.error('portal: an assertion could not be checked:', error);
  throw new HttpProblem(503, 'unavailable', 'Signing in does not work at the moment. Please try again.');
};

const isAtDesk = (session: PortalSession): boolean => session.account.isAgent === true && isVerified(session);

export const sessionRoutes = (options: SessionRoutesOptions): Routes => {
  const { portalUrl, accounts, sessions, passwordLimit, provider, now } = options;

  /** What the page may know of the session, and the token with which it calls the 2FA service. */
  const sessionView = async (session: PortalSession): Promise<object> => {
    const { account, sid, loginMethod, isSignUp, state } = session;
    return {
      state: state.name,
      user: { name: account.name, email: account.email },
      isSignUp,
      isAgent: account.isAgent === true,
      deskIsOpen: isAtDesk(session),
      methods: options.methods,
      apiUrl: options.apiUrl(),
      accessToken: await provider.issue({
        sub: account.userId,
        email: account.email,
        login_method: loginMethod,
        sid,
        // The right to help others comes with the second factor, never with the password alone.
        ...(isAtDesk(session) ? { scope: '2fa:support' } : {}),
      }),
      now: new Date(now()).toISOString(),
    };
  };

  const signIn = async (
    account: Account,
    loginMethod: LoginMethod,
    isSignUp: boolean,
  ): Promise<PortalResponse> => {
    const cookie = sessions.open({ account, loginMethod, isSignUp });
    return { status: 200, headers: setCookie(cookie), body: await sessionView(find(cookie)) };
  };

  const find = (cookie: string | undefined): PortalSession => {
    const session = sessions.find(cookie);
    if (session) return session;
    throw new HttpProblem(401, 'signed_out', 'Please sign in.');
  };
  const sessionOf = (request: PortalRequest): PortalSession => find(request.cookies.get(cookieName));

  /** The cookie is `SameSite=Strict`; this also refuses another port of the same host, which is the same site. */
  const fromOwnPages =
    (handler: Handler): Handler =>
    (request) => {
      const { origin } = request.headers;
      if (origin !== undefined && origin !== portalUrl) {
        throw new HttpProblem(403, 'forbidden', 'This is only for the portal’s own pages.');
      }
      return handler(request);
    };

  const outsideSignIn = (loginMethod: LoginMethod): Handler =>
    fromOwnPages(async (request) => {
      const account = accounts.withEmail((await readBody(request, outsideRequest)).email);
      if (!account) throw new HttpProblem(401, 'sign_in_failed', 'No customer has this email address.');
      return signIn(account, loginMethod, false);
    });

  return {
    'POST /session/sign-in': fromOwnPages(async (request) => {
      const body = await readBody(request, passwordRequest);
      const wait = passwordLimit.attempt(normalise(body.email));
      if (wait !== undefined) {
        const detail = 'The password was entered too often. Please wait and try again.';
        throw new HttpProblem(429, 'too_many_attempts', detail, wait);
      }
      const account = accounts.withPassword(body.email, body.password);
      if (!account)
        throw new HttpProblem(401, 'sign_in_failed', 'The email address or the password is not right.');
      passwordLimit.right(account.email);
      return signIn(account, 'password', false);
    }),

    // In the demo the outside provider believes the address; a real one comes back with an answer of its own.
    'POST /session/sign-in/oauth': outsideSignIn('oauth'),
    'POST /session/sign-in/saml': outsideSignIn('saml'),

    'POST /session/sign-up': fromOwnPages(async (request) => {
      const account = accounts.signUp(await readBody(request, signUpRequest));
      if (!account) throw new HttpProblem(409, 'sign_up_failed', 'This email address cannot be used.');
      return signIn(account, 'password', true);
    }),

    'GET /session': async (request) => {
      const session = sessions.find(request.cookies.get(cookieName));
      return { status: 200, body: session ? await sessionView(session) : { state: 'signed_out' } };
    },

    // The one door: nothing but a good assertion turns `primary_ok` into `admitted`.
    'POST /session/admit': fromOwnPages(async (request) => {
      const cookie = request.cookies.get(cookieName) ?? '';
      const session = find(cookie);
      const { assertion } = await readBody(request, admitRequest);
      const signInOfSession = { sub: session.account.userId, sid: session.sid };
      const admitted = await options.admission().admit(assertion, signInOfSession).catch(notAdmitted);
      const renewed = sessions.admit(cookie, admitted);
      // The owner has just proved a new factor: whoever was in without it is out.
      if (admitted.purpose === 'enrollment') sessions.closeOthers(renewed);
      return { status: 200, headers: setCookie(renewed), body: { state: 'admitted', ...admitted } };
    }),

    'GET /session/overview': (request) => {
      const { state, account } = sessionOf(request);
      if (state.name !== 'admitted') {
        throw new HttpProblem(403, 'second_factor_required', 'Finish signing in first.');
      }
      return { status: 200, body: overviewFor(account, state.admission) };
    },

    'GET /session/customers': (request) => {
      if (!isAtDesk(sessionOf(request))) {
        throw new HttpProblem(
          403,
          'forbidden',
          'This is for support agents who have proved their second factor.',
        );
      }
      const words = request.query.get('search')?.trim() ?? '';
      const found = words === '' ? [] : accounts.search(words, MAX_FOUND);
      return {
        status: 200,
        body: { customers: found.map(({ userId, email, name }) => ({ userId, email, name })) },
      };
    },

    'POST /session/sign-out': fromOwnPages((request) => {
      const cookie = request.cookies.get(cookieName);
      if (cookie !== undefined) sessions.close(cookie);
      return { status: 204, headers: setCookie('', 0) };
    }),
  };
};
