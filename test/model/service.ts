/**
 * The service of one run: the use cases and the adapters to DynamoDB are the real ones, and only what lies beyond
 * AWS's doors is not. Each request gets adapters of its own, as each function has them.
 */

import QRCode from 'qrcode';
import { createPlaceCounter } from '../../shared/adapters/place-counter.ts';
import { createRateLimiter } from '../../shared/adapters/rate-limiter.ts';
import { createUserStore } from '../../shared/adapters/user-store.ts';
import type { UserId } from '../../shared/domain/brand.ts';
import type { Caller } from '../../shared/domain/caller.ts';
import type { Channel } from '../../shared/domain/method.ts';
import { OFFERED_METHODS } from '../../shared/domain/method.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import { DeliveryError } from '../../shared/domain/ports/delivery.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { loadLanguage } from '../../shared/wording/languages.ts';
import { movableClock } from '../unit/support/clock.ts';
import { DEFAULT_PROMPT } from '../unit/support/decision-table.ts';
import { fakeSigner } from '../unit/support/fake-signer.ts';
import { keyRingOf, seededRandom } from '../unit/support/key-ring.ts';
import { assertion } from '../unit/support/world.ts';
import type { Troubles } from './action.ts';
import { connect, type Journal } from './connection.ts';
import type { RunTable } from './table.ts';
import { networkFailure, signerFails } from './trouble.ts';
import type { Turns } from './turns.ts';

export const KIM = 'kim' as UserId;
export const caller: Caller = { userId: KIM, sid: 'session', loginMethod: 'password', scopes: [] };
export const agent: Caller = { userId: 'agent' as UserId, loginMethod: 'password', scopes: ['2fa:support'] };

/** What a network was handed. */
export interface Handed {
  readonly to: string;
  readonly channel: Channel;
  readonly code: string;
}

export type Service = ReturnType<typeof createService>;
export type Request = ReturnType<Service['request']>;

export function createService(table: RunTable) {
  const clock = movableClock();
  const random = seededRandom(70);
  const ring = keyRingOf([1]);
  const signer = fakeSigner();
  const journal: Journal = { order: 0, record: undefined };

  function request(troubles: Troubles, turns: Turns) {
    const connection = connect(troubles, { table, turns, clock, journal });
    const shared = { client: connection.client, name: table.name };
    const handed: Handed[] = [];

    async function sign(...args: Parameters<typeof signer.sign>): Promise<string> {
      await turns.next();
      if (signerFails(connection.trouble('signer'))) throw new Unavailable('kms', new Error('trouble'));
      return signer.sign(...args);
    }

    async function hand(message: Handed): Promise<void> {
      await turns.next();
      handed.push(message);
      const failure = networkFailure(connection.trouble('network'));
      if (failure !== undefined) throw new DeliveryError(failure);
    }

    const ownClock = {
      now: clock.now,
      pause: async (ms: number) => {
        await turns.next();
        clock.advance(ms);
      },
    };
    const deps = {
      clock: ownClock,
      random,
      policy: DEFAULT_POLICY,
      users: createUserStore(shared, clock, random),
      limiter: createRateLimiter(shared, random),
      places: createPlaceCounter(shared, random),
      keys: async () => ring,
      signer: { sign },
      assertionKeys: signer,
      assertion,
      texts: {
        sendText: ({ to, text }: { to: string; text: string }) =>
          hand({ to, channel: 'sms', code: codeIn(text) }),
      },
      calls: async () => ({
        placeCall: ({ to, attributes }: { to: string; attributes: Readonly<Record<string, string>> }) =>
          hand({ to, channel: 'call', code: codeIn(attributes.digits?.replace(/<[^>]*>/g, '') ?? '') }),
      }),
      brand: 'Example',
      webOtpDomain: undefined,
      numbers: { allowedCountries: 'all' },
      issuer: 'Example',
      defaultLocale: 'en',
      prompt: DEFAULT_PROMPT,
      allowDisable: true,
      noticesOn: true,
      methods: OFFERED_METHODS,
    } as const;
    const { landings, met, lost } = connection;
    return { deps, handed, landings, met, lost };
  }

  return { clock, journal, request };
}

const codeIn = (text: string): string => /[0-9]{6}/.exec(text)?.[0] ?? '';

/** What would only take time: drawing pictures, and loading a language for the first message. */
export async function prepare(): Promise<void> {
  const nothing = async () => '';
  Object.assign(QRCode, { toDataURL: nothing, toString: nothing });
  await loadLanguage('en');
}
