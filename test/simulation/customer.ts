/** A customer of a simulation: who enrols, and signs in as people do, with a code that is wrong now and then. */

import type { UserId } from '../../shared/domain/brand.ts';
import type { Caller } from '../../shared/domain/caller.ts';
import type { Channel } from '../../shared/domain/method.ts';
import { type Authenticator, authenticator, wrongCodes } from '../unit/support/authenticator.ts';
import type { Seeded } from '../unit/support/seeded.ts';
import type { Doing, Load } from './load.ts';
import type { Clock, Service } from './service.ts';

/** From one step to the next, in milliseconds. */
const TYPING = 8_000;
const WAITING_FOR_ANOTHER = 31_000;
const STEP = 30_000;

export interface Customer {
  readonly caller: Caller;
  readonly app?: Authenticator;
  readonly backupCodes: readonly string[];
}

interface World {
  readonly service: Service;
  readonly clock: Clock;
  readonly load: Load;
  readonly random: Pick<Seeded, 'below'>;
}

/** A refusal ends the simulation: nobody in it does what is refused. */
function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (result.ok) return result.value;
  throw new Error(`Refused: ${JSON.stringify(result.error)}`);
}

const request = (caller: Caller) => ({ caller, headers: {}, query: undefined, params: undefined }) as const;

/** Mobile numbers of one country one after another, so that blocks of numbers fill as a portal's do. */
const numberOf = (index: number): string => `+49151${String(index).padStart(8, '0')}`;

/** @param index tells customers apart; those with the same thousand have numbers of one block. */
export async function enrol(
  { service, clock, random }: World,
  index: number,
  by: 'app' | 'phone',
): Promise<Customer> {
  // Ids of a provider are random, so that keys are no sequence.
  const id = `${random.below(2 ** 31).toString(16)}-${index}`;
  const caller: Caller = {
    userId: id as UserId,
    sid: `session-${index}`,
    loginMethod: 'password',
    scopes: [],
  };
  if (by === 'app') {
    const { secret } = must(await service.startTotp({ ...request(caller), body: {} }));
    const app = authenticator(secret);
    clock.now += TYPING;
    const confirmed = must(
      await service.confirmTotp({ ...request(caller), body: { code: app.codeAt(clock.now) } }),
    );
    return { caller, app, backupCodes: confirmed.backupCodes ?? [] };
  }
  must(
    await service.startPhone({ ...request(caller), body: { phoneNumber: numberOf(index), channel: 'sms' } }),
  );
  clock.now += TYPING;
  const confirmed = must(
    await service.confirmPhone({ ...request(caller), body: { code: service.sentCode() } }),
  );
  return { caller, backupCodes: confirmed.backupCodes ?? [] };
}

/** The factor that somebody who does this has to have; `undefined` for none. */
export function factorFor(doing: Doing): 'app' | 'phone' | undefined {
  switch (doing) {
    case 'app':
    case 'backup code':
      return 'app';
    case 'text':
    case 'call':
      return 'phone';
    case 'single sign-on':
    case 'enrol app':
    case 'enrol phone':
      return undefined;
  }
}

export async function signIn(
  world: World,
  { caller, app, backupCodes }: Customer,
  doing: Exclude<Doing, 'enrol app' | 'enrol phone'>,
): Promise<void> {
  const { service, clock, load, random } = world;
  const chance = (share: number): boolean => random.below(1_000_000) < share * 1_000_000;
  const by: Caller = doing === 'single sign-on' ? { ...caller, loginMethod: 'sso' } : caller;
  const asked = must(await service.startChallenge({ ...request(by), body: {} }));
  if (doing === 'single sign-on') return;
  if (asked.decision !== 'challenge') throw new Error(`Nothing was asked of a customer by ${doing}`);
  const params = { challengeId: asked.challengeId };

  async function send(channel: Channel): Promise<string> {
    must(await service.sendChallengeCode({ ...request(caller), params, body: { channel } }));
    if (chance(load.again)) {
      clock.now += WAITING_FOR_ANOTHER;
      must(await service.sendChallengeCode({ ...request(caller), params, body: { channel } }));
    }
    return service.sentCode();
  }
  const verify = (method: 'totp' | 'phone' | 'backup_code', code: string) =>
    service.verifyChallenge({ ...request(caller), params, body: { method, code } });

  if (doing === 'backup code') {
    clock.now += TYPING;
    must(await verify('backup_code', backupCodes[0] ?? ''));
    return;
  }
  const method = doing === 'app' ? 'totp' : 'phone';
  const sent = doing === 'app' ? undefined : await send(doing === 'text' ? 'sms' : 'call');
  clock.now += TYPING;
  const right = () => sent ?? app?.codeAt(clock.now) ?? '';
  if (chance(load.wrong)) {
    const near = app === undefined ? [right()] : [-STEP, 0, STEP].map((ms) => app.codeAt(clock.now + ms));
    await verify(method, wrongCodes(1, ...near)[0] ?? '');
    clock.now += TYPING;
  }
  must(await verify(method, right()));
}
