/** Customers with authenticator apps and telephones, as the tests play them. */

import { Secret, TOTP } from 'otpauth';
import { confirmPhone } from '../../../shared/contract/operations/confirm-phone.ts';
import { confirmTotp } from '../../../shared/contract/operations/confirm-totp.ts';
import { sendChallengeCode } from '../../../shared/contract/operations/send-challenge-code.ts';
import { startChallenge } from '../../../shared/contract/operations/start-challenge.ts';
import { startPhone } from '../../../shared/contract/operations/start-phone.ts';
import { startTotp } from '../../../shared/contract/operations/start-totp.ts';
import { verifyChallenge } from '../../../shared/contract/operations/verify-challenge.ts';
import type { LocalSystem } from '../../local/system.ts';
import { type Client, createClient } from './client.ts';

export interface TokenClaims {
  readonly sub?: string;
  readonly sid?: string;
  readonly email?: string;
  readonly login_method?: string;
  readonly scope?: string;
  readonly iss?: string;
  readonly aud?: string;
  /** Any further ones, or others in their place, as they are to be in the token. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

export interface Customer extends Client {
  readonly sub: string;
  readonly token: string;
}

let count = 0;

/** A user nobody has been before, unless `sub` says who; signed in as the claims say. */
export async function signIn(system: LocalSystem, claims: TokenClaims = {}): Promise<Customer> {
  count += 1;
  const sub = claims.sub ?? `user-${process.pid}-${count}`;
  const response = await fetch(`${system.portalUrl}/local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...claims, sub }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { ...createClient(system.apiUrl, token), sub, token };
}

/** An authenticator app that has scanned a secret. */
export interface Authenticator {
  /** The code of the step that is `steps` away from the current one. */
  code(steps?: number): string;
  /** Six digits that are none of the codes accepted now. */
  wrong(): string;
}

export function authenticator(system: LocalSystem, secret: string): Authenticator {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
  const code = (steps = 0) => totp.generate({ timestamp: system.clock.now() + steps * 30_000 });
  return {
    code,
    wrong() {
      const right = new Set([-2, -1, 0, 1, 2].map(code));
      for (let number = 0; ; number++) {
        const candidate = String(number).padStart(6, '0');
        if (!right.has(candidate)) return candidate;
      }
    },
  };
}

export interface Enrolled {
  readonly app: Authenticator;
  /** In base 32. */
  readonly secret: string;
  readonly backupCodes: readonly string[];
  readonly assertion: string;
}

/** Turns 2FA on with an app. The code that enrolled is spent; `nextStep` gives a fresh one. */
export async function enrolTotp(system: LocalSystem, customer: Client, stepUp?: string): Promise<Enrolled> {
  const headers = stepUp === undefined ? {} : { 'x-2fa-assertion': stepUp };
  const { secret } = await customer.get(startTotp, { body: {}, headers });
  const app = authenticator(system, secret);
  const { backupCodes = [], assertion } = await customer.get(confirmTotp, { body: { code: app.code() } });
  return { app, secret, backupCodes, assertion };
}

/** Moves the clock by one step, so that the app shows a code that was not used yet. */
export const nextStep = (system: LocalSystem): void => system.clock.advance(30_000);

/** Starts a challenge where one is due, and returns its id. */
export async function challenge(
  customer: Client,
  purpose: 'sign_in' | 'step_up' = 'sign_in',
): Promise<string> {
  const decision = await customer.get(startChallenge, { body: { purpose } });
  if (decision.decision !== 'challenge') throw new Error(`The decision is ${decision.decision}`);
  return decision.challengeId;
}

/** Answers a new challenge with an app's code, for an assertion. */
export async function prove(
  customer: Client,
  code: string,
  {
    method = 'totp',
    purpose = 'sign_in',
  }: { method?: 'totp' | 'backup_code'; purpose?: 'sign_in' | 'step_up' } = {},
): Promise<string> {
  const challengeId = await challenge(customer, purpose);
  const { assertion } = await customer.get(verifyChallenge, {
    params: { challengeId },
    body: { method, code },
  });
  return assertion;
}

/** The code in the last message that a number has received. */
export function lastCode(system: LocalSystem, to: string): string {
  const message = system.controls.messages(to).at(-1);
  if (message === undefined) throw new Error('No message has arrived');
  // A call says the digits one by one, and twice.
  const text = message.channel === 'call' ? message.text.replace(/\D/g, '') : message.text;
  const code = /\d{6}/.exec(text)?.[0];
  if (code === undefined) throw new Error('The message holds no code');
  return code;
}

/** Turns 2FA on with a telephone. */
export async function enrolPhone(
  system: LocalSystem,
  customer: Client,
  number: string,
  options: { readonly channel?: 'sms' | 'call'; readonly stepUp?: string } = {},
): Promise<{ backupCodes: readonly string[]; assertion: string }> {
  const { channel = 'sms', stepUp } = options;
  const headers = stepUp === undefined ? {} : { 'x-2fa-assertion': stepUp };
  await customer.get(startPhone, { body: { phoneNumber: number, channel }, headers });
  const { backupCodes = [], assertion } = await customer.get(confirmPhone, {
    body: { code: lastCode(system, number) },
  });
  return { backupCodes, assertion };
}

/** Has a code sent for a challenge, and returns it. */
export async function requestCode(
  system: LocalSystem,
  customer: Client,
  challengeId: string,
  number: string,
  channel: 'sms' | 'call' = 'sms',
): Promise<string> {
  await customer.get(sendChallengeCode, { params: { challengeId }, body: { channel } });
  return lastCode(system, number);
}

/** Area codes of the United States, so that numbers that follow one another are in blocks of their own. */
const AREAS = [
  202, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231,
];

/** A number that no other test in this process uses: fictional, in North America. */
export function freshNumber(): string {
  numbers += 1;
  const area = AREAS[numbers % AREAS.length];
  return `+1${area}555${String(100 + Math.floor(numbers / AREAS.length)).padStart(4, '0')}`;
}
let numbers = -1;
