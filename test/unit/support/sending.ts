/** Sending codes to Kim's number, with everything around it in memory. */

import { requestCode } from '../../../shared/domain/code-request.ts';
import type { Destination } from '../../../shared/domain/destination.ts';
import type { Channel } from '../../../shared/domain/method.ts';
import type { Counter } from '../../../shared/domain/ports/rate-limiter.ts';
import type { User } from '../../../shared/domain/user.ts';
import { sendCode } from '../../../shared/operations/delivery/send-code.ts';
import { movableClock } from './clock.ts';
import { fakeNetwork } from './fake-network.ts';
import { seededRandom } from './key-ring.ts';
import { memoryPlaceCounter } from './memory-place-counter.ts';
import { memoryRateLimiter } from './memory-rate-limiter.ts';
import { memoryUsers } from './memory-users.ts';
import {
  DAY,
  hash,
  kim,
  MINUTE,
  NOW,
  PHONE,
  phoneFactor,
  policy,
  SECOND,
  sealed,
  sentCode,
} from './users.ts';

/** What is counted for the number, and for the service. */
export const NUMBER: Counter = { of: 'number', number: hash('number') };
export const SERVICE: Counter = { of: 'service' };

/** Where an enrolment's code goes. */
export const DESTINATION: Destination = { country: 'US', block: hash('block') };

const EARLIER = NOW - 10 * MINUTE;

/** Kim has a code that was sent ten minutes ago, as the first of the day. */
export const withEarlierCode: User = kim({
  factor: phoneFactor(),
  sentCode: { ...sentCode('earlier', { attempts: 2 }), challenge: 'challenge' },
  limits: { requests: { count: 1, endsAt: EARLIER + DAY }, resendAt: EARLIER + 30 * SECOND },
});

/** What is counted after requests that were not sent: nothing else than that. */
export const afterUnsent = (count = 1): User['limits'] => ({
  ...withEarlierCode.limits,
  unsentCodes: { count, endsAt: NOW + DAY },
});

/** Sends codes to Kim's number, from a service of its own. */
export function sending(user: User = withEarlierCode, clock = movableClock()) {
  const users = memoryUsers(user);
  const limiter = memoryRateLimiter();
  const places = memoryPlaceCounter();
  const network = fakeNetwork();
  const deps = {
    clock,
    random: seededRandom(30),
    policy,
    users,
    limiter,
    places,
    texts: network.texts,
    calls: network.calls,
    brand: 'Example',
    webOtpDomain: undefined,
  } as const;

  /** As for the challenge of a customer who is enrolled, unless there is a destination. */
  async function send(
    id: string,
    {
      channel = 'sms' as Channel,
      read = users.kim(),
      destination = undefined as Destination | undefined,
    } = {},
  ) {
    const now = clock.now();
    const stored = sentCode(id, { channel, expiresAt: now + 10 * MINUTE });
    const request = {
      to: PHONE,
      channel,
      locale: 'en',
      code: '123456',
      codeId: id,
      sealedNumber: sealed('number'),
      numberHash: hash('number'),
      country: 'GB',
      destination,
      expiresAt: stored.expiresAt,
      requestedAt: now,
    } as const;
    return sendCode(deps, read, request, (current) =>
      requestCode(
        current,
        { sentCode: { ...stored, challenge: 'challenge' }, purpose: 'sign_in' },
        policy,
        now,
      ),
    );
  }

  return {
    clock,
    users,
    limiter,
    places,
    network,
    send,
    /** What counts of Kim, of the number, and of the service. */
    counts: () => ({
      user: users.kim().limits.requests?.count ?? 0,
      number: limiter.windowOf(NUMBER)?.count ?? 0,
      service: limiter.windowOf(SERVICE)?.count ?? 0,
    }),
    codeInForce: () => users.kim().sentCode?.id,
  };
}
