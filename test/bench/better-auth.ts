/** The same step in better-auth, in memory: the second factor at a sign-in, verified by its two-factor plugin. */

import { randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { Secret, TOTP } from 'otpauth';

export interface SecondFactor {
  /** Signs in so many times with the password, up to the second factor; each result verifies one of them. */
  signIn(times: number): Promise<readonly (() => Promise<void>)[]>;
}

const CREDENTIALS = { email: 'customer@portal.example', password: 'mission-control' };

/** What a browser would send back of the cookies. */
const cookiesOf = (headers: Headers): Headers =>
  new Headers({
    cookie: headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  });

export async function createSecondFactor(): Promise<SecondFactor> {
  const tables = { user: [], session: [], account: [], verification: [], twoFactor: [] };
  const { api } = betterAuth({
    baseURL: 'http://localhost:3000',
    secret: randomBytes(32).toString('hex'),
    database: memoryAdapter(tables),
    // The first factor is not measured, so it need not be slow.
    emailAndPassword: {
      enabled: true,
      password: {
        hash: async (password) => password,
        verify: async ({ hash, password }) => hash === password,
      },
    },
    plugins: [twoFactor()],
  });

  const { headers } = await api.signUpEmail({ body: { ...CREDENTIALS, name: 'Kim' }, returnHeaders: true });
  const session = cookiesOf(headers);
  const body = { password: CREDENTIALS.password };
  const enrolled = await api.enableTwoFactor({ body, headers: session });
  if (enrolled.method !== 'totp') throw new Error('better-auth has enrolled no authenticator app');
  const secret = new URL(enrolled.totpURI).searchParams.get('secret') ?? '';
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await api.verifyTOTP({ body: { code: totp.generate() }, headers: session });

  return {
    async signIn(times) {
      // The tables are searched row by row: none has more in it than these sign-ins.
      tables.session.length = 0;
      tables.verification.length = 0;
      const verifications: (() => Promise<void>)[] = [];
      for (let index = 0; index < times; index++) {
        const begun = await api.signInEmail({ body: CREDENTIALS, returnHeaders: true });
        const request = { body: { code: totp.generate() }, headers: cookiesOf(begun.headers) };
        verifications.push(async () => {
          const { token } = await api.verifyTOTP(request);
          if (token === undefined) throw new Error('better-auth has verified no code');
        });
      }
      return verifications;
    },
  };
}
