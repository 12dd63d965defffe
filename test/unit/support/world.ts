/**
 * The service in memory: the real rules and a real key ring, with clock, database, counters, networks and signer that
 * a test steers. It has one customer, Kim.
 */

import type { AssertionSettings } from '../../../shared/domain/assertion.ts';
import { verifiedAssertion } from '../../../shared/domain/assertion.ts';
import { newBackupCodes } from '../../../shared/domain/backup-codes.ts';
import type { E164, KeyedHash } from '../../../shared/domain/brand.ts';
import type { Caller } from '../../../shared/domain/caller.ts';
import type { ChallengePurpose } from '../../../shared/domain/event.ts';
import { OFFERED_METHODS, type OfferedMethod } from '../../../shared/domain/method.ts';
import type { PromptPolicy } from '../../../shared/domain/policy.ts';
import type { KeyRing } from '../../../shared/domain/ports/key-ring.ts';
import type { Counter } from '../../../shared/domain/ports/rate-limiter.ts';
import { base32Secret, TOTP_SECRET_BYTES } from '../../../shared/domain/totp.ts';
import { Unavailable } from '../../../shared/domain/unavailable.ts';
import type { User } from '../../../shared/domain/user.ts';
import { assertionFacts } from '../../../shared/operations/assertion-facts.ts';
import { startChallenge } from '../../../shared/operations/sign-in/start-challenge.ts';
import { type Authenticator, authenticator } from './authenticator.ts';
import { movableClock } from './clock.ts';
import { DEFAULT_PROMPT } from './decision-table.ts';
import { fakeNetwork } from './fake-network.ts';
import { fakeSigner } from './fake-signer.ts';
import { keyRingOf, seededRandom } from './key-ring.ts';
import { memoryPlaceCounter } from './memory-place-counter.ts';
import { memoryRateLimiter } from './memory-rate-limiter.ts';
import { memoryUsers } from './memory-users.ts';
import { DAY, KIM, kim, NOW, PHONE, phoneFactor, policy, totpFactor } from './users.ts';

export const KEYS: KeyRing = keyRingOf([1]);
export const EMAIL = 'kim@example.com';
/** Kim, signed in with a password, in a session. */
export const caller: Caller = {
  userId: KIM,
  sid: 'session',
  email: EMAIL,
  loginMethod: 'password',
  scopes: [],
};
export const withoutSid = ({ sid: _sid, ...rest }: Caller): Caller => rest;

const SECRET = new Uint8Array(TOTP_SECRET_BYTES).fill(7);
/** The app of `withApp`. */
export const app: Authenticator = authenticator(base32Secret(SECRET));

const codes = newBackupCodes(KIM, {
  random: seededRandom(60),
  keys: KEYS,
  count: policy.backupCodeCount,
  now: NOW - DAY,
});
/** Those of `withApp` and `withPhone`. */
export const BACKUP_CODES: readonly string[] = codes.shown;
export const [BACKUP_CODE = ''] = BACKUP_CODES;
export const WRONG_BACKUP_CODE = '0000-0000-0000-0000';

/** Kim, with an authenticator app and backup codes. */
export const withApp = (parts: Partial<User> = {}): User =>
  kim({
    factor: totpFactor({ secret: KEYS.seal('totp-secret', KIM, SECRET) }),
    backupCodes: codes.stored,
    ...parts,
  });

export const sealNumber = (number: E164 = PHONE) => KEYS.seal('phone-number', KIM, Buffer.from(number));
export const hashNumber = (number: E164 = PHONE): KeyedHash => KEYS.hash('phone-number', [number]);
/** What is counted for a number. */
export const counterOf = (number: E164 = PHONE): Counter => ({ of: 'number', number: hashNumber(number) });

/** Kim, with a phone and backup codes. */
export const withPhone = (parts: Partial<User> = {}): User =>
  kim({ factor: phoneFactor({ number: sealNumber() }), backupCodes: codes.stored, ...parts });

export const assertion: AssertionSettings = { issuer: 'https://2fa.portal.example', audience: 'portal' };

type Headers = Readonly<Record<string, string>>;

/** A request without parameters and body. */
export const request = (by: Caller = caller, headers: Headers = {}) =>
  ({ caller: by, headers, params: undefined, query: undefined, body: undefined }) as const;

interface Settings {
  readonly prompt: PromptPolicy;
  readonly allowDisable: boolean;
  readonly noticesOn: boolean;
  readonly methods: readonly OfferedMethod[];
}

/** What the use case has waited for. A signature that nobody waits for is none of it. */
export type Call = 'load' | 'write' | 'lost write' | 'failed write' | 'signature';

export type World = ReturnType<typeof world>;

export function world(user: User = kim(), settings: Partial<Settings> = {}) {
  const calls: Call[] = [];
  const note = (call: Call) => void calls.push(call);
  const clock = movableClock();
  const users = memoryUsers(user);
  const limiter = memoryRateLimiter();
  const places = memoryPlaceCounter();
  const network = fakeNetwork();
  const signer = fakeSigner(() => note('signature'));
  const deps = {
    clock,
    random: seededRandom(70),
    policy,
    users: {
      load: async (id: User['id']) => {
        note('load');
        return users.load(id);
      },
      replace: async (read: User, next: User) => {
        const newer = await users.replace(read, next).catch((error: unknown) => {
          note('failed write');
          throw error;
        });
        note(newer === undefined ? 'write' : 'lost write');
        return newer;
      },
    },
    keys: async () => KEYS,
    signer,
    assertionKeys: signer,
    assertion,
    limiter,
    places,
    texts: network.texts,
    calls: network.calls,
    brand: 'Example',
    webOtpDomain: undefined,
    numbers: { allowedCountries: 'all' },
    issuer: 'Example',
    defaultLocale: 'en',
    prompt: DEFAULT_PROMPT,
    allowDisable: false,
    noticesOn: true,
    methods: OFFERED_METHODS,
    ...settings,
  } as const;

  return {
    clock,
    users,
    limiter,
    places,
    network,
    signer,
    deps,
    /** What was waited for since the world began, or since it last was forgotten. */
    calls,
    forgetCalls: () => void calls.splice(0),
    /** Asks for a challenge as its portal does; nothing of that is noted. */
    async challenge(purpose: ChallengePurpose = 'sign_in', by: Caller = caller): Promise<string> {
      const asked = await startChallenge(deps)({ ...request(by), body: { purpose } });
      if (!asked.ok || asked.value.decision !== 'challenge') throw new Error('There is no challenge.');
      calls.splice(0);
      return asked.value.challengeId;
    },
    /** The header with a fresh proof of the factor that is in force. */
    async stepUp(by: Caller = caller): Promise<Headers> {
      const facts = assertionFacts(deps, by, users.kim());
      const proof = await signer.sign(verifiedAssertion(facts, { method: 'totp' }, 'step_up'));
      return { 'x-2fa-assertion': proof };
    },
    /** The code that was sent last. */
    sentCode(): string {
      const last = network.handedOver.at(-1);
      const said = last?.channel === 'sms' ? last.text : last?.attributes.digits?.replace(/<[^>]*>/g, '');
      const code = /[0-9]{6}/.exec(said ?? '')?.[0];
      if (code === undefined) throw new Error('No code was sent.');
      return code;
    },
    /** Another write comes before the next one, and has changed this. */
    overtake(change: (current: User) => User): void {
      users.meets(() => {
        users.meets(() => undefined);
        const current = users.kim();
        users.put({ ...change(current), version: current.version + 1, events: [] });
      });
    },
  };
}

export const outage = (service: 'dynamodb' | 'kms'): Unavailable =>
  new Unavailable(service, new Error('outage'));

/** For fakes that meet it: they never answer. */
export const never = (): Promise<never> => new Promise(() => undefined);

/** Whether the promise is still open once everything that could go on has gone on. */
export const isOpen = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    promise.then(
      () => false,
      () => false,
    ),
    new Promise<boolean>((resolve) => setImmediate(() => resolve(true))),
  ]);

/** What the promise answers where it has nothing to wait for that never comes; fails where it has. */
export async function atOnce<T>(promise: Promise<T>): Promise<T> {
  if (await isOpen(promise)) throw new Error('It waits for what never comes.');
  return promise;
}

/** How each attempt ended: `ok`, or the code of its refusal; with how many ended so. */
export function tally(
  answers: readonly { readonly ok: boolean; readonly error?: { readonly code: string } }[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { ok, error } of answers) {
    const ending = ok ? 'ok' : (error?.code ?? '');
    counts[ending] = (counts[ending] ?? 0) + 1;
  }
  return counts;
}
