/** One customer's life with the second factor, every operation of the API included. */

import { Secret, TOTP } from 'otpauth';
import type { LocalSystem } from '../local/system.ts';
import type { Recorder } from './recorder.ts';

export interface Customer {
  readonly sub: string;
  /** E.164, a mobile number. */
  readonly phoneNumber: string;
}

const STEP_MS = 30_000;
/** Until another code may be sent. */
const COOLDOWN_MS = 31_000;
/** Until the counts of a day have ended. */
const DAY_MS = 25 * 60 * 60 * 1000;

/** Resolves when the customer's account has been reset by support and the second factor turned off. */
export async function liveThrough({ sub, phoneNumber }: Customer, system: LocalSystem, { send }: Recorder) {
  const claims = { sub, sid: `session-of-${sub}`, email: `${sub}@portal.example` };
  const agent = { sub: 'agent', scope: '2fa:support' };
  const params = { userId: sub };

  const newCode = (secret: string): string => {
    system.clock.advance(STEP_MS);
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: system.clock.now() });
  };
  const receivedCode = (): string => {
    const text = system.controls.messages(phoneNumber).at(-1)?.text ?? '';
    // Spoken codes come digit by digit.
    const digits = /(?:\d[\s,.]*){6}/.exec(text)?.[0].replaceAll(/\D/g, '');
    if (digits === undefined) throw new Error('The last message holds no code');
    return digits;
  };
  const textOf = (body: Readonly<Record<string, unknown>>, field: string): string => String(body[field]);

  async function challenge(situation: string, purpose: 'sign_in' | 'step_up' = 'sign_in') {
    const body = await send('start-challenge', { situation, expect: 200, claims, body: { purpose } });
    return { challengeId: textOf(body, 'challengeId') };
  }
  async function signIn(situation: string, method: string, code: () => Promise<string>) {
    const challenged = await challenge('challenge');
    const body = { method, code: await code() };
    return send('verify-challenge', { situation, expect: 200, claims, params: challenged, body });
  }
  async function enrolTotp(assertion: string | undefined, situation: string): Promise<string> {
    const proof = assertion === undefined ? {} : { assertion };
    const started = await send('start-totp', { situation, expect: 201, claims, body: {}, ...proof });
    return textOf(started, 'secret');
  }
  async function stepUp(secret: string): Promise<string> {
    const challenged = await challenge('step-up', 'step_up');
    const body = { method: 'totp', code: newCode(secret) };
    const request = { situation: 'authenticator app', expect: 200, claims, params: challenged, body };
    return textOf(await send('verify-challenge', request), 'assertion');
  }

  await send('get-status', { situation: 'unknown user', expect: 200, claims });
  await send('start-challenge', { situation: 'prompt', expect: 200, claims, body: {} });
  const saml = { ...claims, login_method: 'saml' };
  await send('start-challenge', { situation: 'single sign-on', expect: 200, claims: saml, body: {} });
  await send('skip-enrolment', { situation: 'first', expect: 200, claims, body: {} });

  const secret = await enrolTotp(undefined, 'first factor');
  const enabled = await send('confirm-totp', {
    situation: 'first factor',
    expect: 200,
    claims,
    body: { code: newCode(secret) },
  });
  const [backupCode] = enabled.backupCodes as readonly string[];
  await send('get-status', { situation: 'authenticator app', expect: 200, claims });

  const open = await challenge('challenge');
  const wrong = { method: 'totp', code: newCode(secret) === '000000' ? '111111' : '000000' };
  await send('verify-challenge', { situation: 'wrong code', expect: 422, claims, params: open, body: wrong });
  await signIn('authenticator app', 'totp', async () => newCode(secret));
  await signIn('backup code', 'backup_code', async () => String(backupCode));

  const proof = { claims, assertion: await stepUp(secret), body: {} };
  await send('replace-backup-codes', { situation: 'all', expect: 201, ...proof });

  const number = { phoneNumber, channel: 'sms' };
  const switching = { ...proof, body: number };
  await send('start-phone', { situation: 'text, new number', expect: 202, ...switching });
  system.clock.advance(COOLDOWN_MS);
  await send('start-phone', { situation: 'text, again', expect: 202, ...switching });
  await send('confirm-phone', {
    situation: 'switch of method',
    expect: 200,
    claims,
    body: { code: receivedCode() },
  });
  await send('get-status', { situation: 'phone', expect: 200, claims });

  async function sentCode(challengeId: string, channel: 'sms' | 'call', situation: string) {
    system.clock.advance(COOLDOWN_MS);
    const request = { situation, expect: 202, claims, params: { challengeId }, body: { channel } };
    await send('send-challenge-code', request);
    return receivedCode();
  }
  // Sign-ins come on other days than changes of the factor, whose counts have left the record by then.
  system.clock.advance(DAY_MS);
  for (const [channel, situation] of [
    ['sms', 'text'],
    ['call', 'call'],
  ] as const) {
    const { challengeId } = await challenge('challenge');
    const body = { method: 'phone', code: await sentCode(challengeId, channel, situation) };
    const request = { situation: 'sent code', expect: 200, claims, params: { challengeId }, body };
    const { assertion } = await send('verify-challenge', request);
    if (channel === 'sms') continue;
    await send('turn-off', { situation: 'allowed', expect: 204, claims, assertion: String(assertion) });
  }

  await send('support-get-user', { situation: 'known user', expect: 200, claims: agent, params });
  await send('support-list-events', { situation: 'first page', expect: 200, claims: agent, params });
  for (const reset of ['limits', 'factors']) {
    const body = { reset, reason: 'lost phone' };
    await send('support-reset', { situation: reset, expect: 200, claims: agent, params, body });
  }
  await send('list-events', { situation: 'first page', expect: 200, claims });
  const admin = { sub: 'admin', scope: '2fa:admin' };
  await send('support-erase-user', { situation: 'known user', expect: 204, claims: admin, params });
  await send('get-jwks', { situation: 'public', expect: 200 });
  await send('get-discovery', { situation: 'public', expect: 200 });
  await send('get-openapi', { situation: 'public', expect: 200 });
  await send('get-elements', { situation: 'public', expect: 200 });
}
