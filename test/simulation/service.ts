/**
 * The service of a simulation: the real use cases and the real adapters to DynamoDB, on a table that counts. Networks
 * and signer answer at once and are counted.
 */

import { createPlaceCounter } from '../../shared/adapters/place-counter.ts';
import { createRateLimiter } from '../../shared/adapters/rate-limiter.ts';
import { createUserStore } from '../../shared/adapters/user-store.ts';
import { OFFERED_METHODS } from '../../shared/domain/method.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { confirmPhone } from '../../shared/operations/enrolment/confirm-phone.ts';
import { confirmTotp } from '../../shared/operations/enrolment/confirm-totp.ts';
import { startPhone } from '../../shared/operations/enrolment/start-phone.ts';
import { startTotp } from '../../shared/operations/enrolment/start-totp.ts';
import { sendChallengeCode } from '../../shared/operations/sign-in/send-challenge-code.ts';
import { startChallenge } from '../../shared/operations/sign-in/start-challenge.ts';
import { verifyChallenge } from '../../shared/operations/sign-in/verify-challenge.ts';
import { DEFAULT_PROMPT } from '../unit/support/decision-table.ts';
import { keyRingOf, seededRandom } from '../unit/support/key-ring.ts';
import { assertion } from '../unit/support/world.ts';
import { countedTable, type Noted } from './counted-table.ts';

export interface Clock {
  now: number;
}

/** Calls to what is not the table. */
export interface Calls {
  /** KMS signatures. */
  signatures: number;
  texts: number;
  calls: number;
}

export type Service = ReturnType<typeof createService>;

/** @param note is told of each request to the table. */
export function createService(policy: Policy, clock: Clock, seed: number, note: (request: Noted) => void) {
  const random = seededRandom(seed);
  const ring = keyRingOf([1]);
  const now = (): number => clock.now;
  async function pause(ms: number): Promise<void> {
    clock.now += ms;
  }
  const table = countedTable(note, now);
  const calls: Calls = { signatures: 0, texts: 0, calls: 0 };
  let lastCode = '';
  const hand = (kind: 'texts' | 'calls', said: string): void => {
    calls[kind] += 1;
    lastCode = /[0-9]{6}/.exec(said)?.[0] ?? '';
  };
  const deps = {
    clock: { now, pause },
    random,
    policy,
    users: createUserStore(table, { now }, random),
    limiter: createRateLimiter(table, random),
    places: createPlaceCounter(table, random),
    keys: async () => ring,
    signer: {
      async sign() {
        calls.signatures += 1;
        return 'assertion';
      },
    },
    // Nobody here changes a factor, which is what assertions are checked for.
    assertionKeys: { jwks: async () => [], verify: async () => undefined },
    assertion,
    texts: { sendText: async ({ text }: { readonly text: string }) => hand('texts', text) },
    calls: async () => ({
      placeCall: async ({ attributes }: { readonly attributes: Readonly<Record<string, string>> }) =>
        hand('calls', attributes.digits?.replace(/<[^>]*>/g, '') ?? ''),
    }),
    brand: 'Example',
    webOtpDomain: undefined,
    numbers: { allowedCountries: 'all' },
    issuer: 'Example',
    defaultLocale: 'en',
    prompt: DEFAULT_PROMPT,
    allowDisable: false,
    noticesOn: true,
    methods: OFFERED_METHODS,
  } as const;

  return {
    calls,
    /** The code that was sent last. */
    sentCode: () => lastCode,
    startTotp: startTotp(deps),
    confirmTotp: confirmTotp(deps),
    startPhone: startPhone(deps),
    confirmPhone: confirmPhone(deps),
    startChallenge: startChallenge(deps),
    sendChallengeCode: sendChallengeCode(deps),
    verifyChallenge: verifyChallenge(deps),
  };
}
