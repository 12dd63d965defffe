/** Three hours of a portal's life, on the local system's clock: customers come and go, and for a while SNS fails. */

import { Secret, TOTP } from 'otpauth';
import type { LocalSystem } from '../../local/system.ts';
import { createRecorder, type Send } from '../recorder.ts';

const PERIODS = 36;
const APPS = 12;
const PHONES = 20;
/** While these last, SNS takes no texts and KMS is asked too often. */
const OUTAGE = { from: 22, to: 25 };
/** Others mistype, or try somebody else's account. */
const EVERY_NTH_WRONG = 9;

type Claims = Readonly<Record<string, string>>;
interface Customer {
  readonly claims: Claims;
  /** What gets them in: an app's secret, or a number. */
  readonly secret?: string;
  readonly phoneNumber?: string;
}

export async function letCustomersSignIn(
  system: LocalSystem,
  periodMs: number,
  tell: (line: string) => void,
): Promise<void> {
  const { send } = createRecorder(system);
  let requests = 0;
  /** Whatever the answer is, but for what an outage may make of it. */
  const ask = async (operation: Parameters<typeof send>[0], request: Omit<Send, 'situation'>) => {
    requests += 1;
    return send(operation, { situation: 'load', ...request }).catch(() => undefined);
  };
  const appCode = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: system.clock.now() });
  const sentCode = (number: string) =>
    /(?:\d[\s,.]*){6}/.exec(system.controls.messages(number).at(-1)?.text ?? '')?.[0].replaceAll(/\D/g, '');

  async function enrol(claims: Claims, phoneNumber?: string): Promise<Customer> {
    const body = phoneNumber === undefined ? {} : { phoneNumber, channel: 'sms' };
    const started = await ask(phoneNumber === undefined ? 'start-totp' : 'start-phone', {
      ...{ claims, body, expect: phoneNumber === undefined ? 201 : 202 },
    });
    const secret = String(started?.secret);
    const code = phoneNumber === undefined ? appCode(secret) : sentCode(phoneNumber);
    await ask(phoneNumber === undefined ? 'confirm-totp' : 'confirm-phone', {
      ...{ claims, body: { code }, expect: 200 },
    });
    return phoneNumber === undefined ? { claims, secret } : { claims, phoneNumber };
  }

  async function signIn({ claims, secret, phoneNumber }: Customer, mistypes: boolean): Promise<void> {
    const challenge = await ask('start-challenge', { claims, body: {}, expect: 200 });
    if (typeof challenge?.challengeId !== 'string') return;
    const params = { challengeId: challenge.challengeId };
    if (phoneNumber !== undefined) {
      const channel = requests % 5 === 0 ? 'call' : 'sms';
      const sent = await ask('send-challenge-code', { claims, params, body: { channel }, expect: 202 });
      if (sent === undefined) return;
    }
    const method = secret === undefined ? 'phone' : 'totp';
    const code = secret === undefined ? sentCode(phoneNumber ?? '') : appCode(secret);
    const verify = (entered: string | undefined, expect: number) =>
      ask('verify-challenge', { claims, params, body: { method, code: entered }, expect });
    if (mistypes) await verify(code === '000000' ? '111111' : '000000', 422);
    await verify(code, 200);
  }

  const customers: Customer[] = [];
  for (let period = 0; period < PERIODS; period++) {
    const out = period >= OUTAGE.from && period < OUTAGE.to;
    system.controls.setFaults(
      out
        ? {
            'sns:Publish': { error: 'InternalError' },
            'kms:Sign': { error: 'ThrottlingException', times: 14 },
          }
        : {},
    );
    const busy = 8 + Math.round(5 * Math.sin((period / PERIODS) * Math.PI * 3));
    for (let turn = 0; turn < busy; turn++) {
      const customer = customers[(period * 5 + turn * 3) % customers.length];
      if (customer !== undefined) await signIn(customer, (period * 7 + turn) % EVERY_NTH_WRONG === 0);
    }
    // The code that sets an app up is spent: its owner signs in with the next one, in the next period.
    for (let fresh = 0; fresh < 4 && customers.length < APPS + PHONES; fresh++) {
      const number = customers.length;
      const claims = { sub: `customer-${number}`, email: `customer-${number}@portal.example` };
      const country = number % 3 === 0 ? '+4479111234' : '+120255501';
      const phone = `${country}${String(number).padStart(2, '0')}`;
      customers.push(await enrol(claims, number % 2 === 0 && number / 2 < APPS ? undefined : phone));
    }
    if (period % 6 === 0) await ask('get-jwks', { expect: 200 });
    system.clock.advance(periodMs);
    if (period % 12 === 11) tell(`${(period + 1) / 12} hours, ${requests} requests`);
  }
}
