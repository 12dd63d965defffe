/** Sending codes to Kim's number, with everything around it in memory. */

import { sendCode } from '../../../functions/common/send-code.ts';
import { numberRequests, SERVICE_MESSAGES } from '../../../shared/adapters/ledger.ts';
import type { E164 } from '../../../shared/domain/brand.ts';
import { requestCode } from '../../../shared/domain/code-request.ts';
import type { Channel, User } from '../../../shared/domain/user.ts';
import { movableClock } from './clock.ts';
import { fakeNetwork } from './fake-network.ts';
import { seededRandom } from './key-ring.ts';
import { memoryLedger } from './memory-ledger.ts';
import { memoryUsers } from './memory-users.ts';
import { DAY, hash, kim, MINUTE, NOW, phoneFactor, policy, SECOND, sealed, sentCode } from './users.ts';

export const PHONE = '+12025550123' as E164;
/** What is counted for the number. */
export const NUMBER = numberRequests(hash('number'));

const EARLIER = NOW - 10 * MINUTE;

/** Kim has a code that was sent ten minutes ago, as the first of the day. */
export const withEarlierCode: User = kim({
  factor: phoneFactor(),
  sentCode: { ...sentCode('earlier', { tries: 2 }), challenge: 'challenge' },
  limits: { requests: { count: 1, endsAt: EARLIER + DAY }, resendAt: EARLIER + 30 * SECOND },
});

/** Sends codes to Kim's number, from a service of its own. */
export function sending(user: User = withEarlierCode, clock = movableClock()) {
  const users = memoryUsers(clock, user);
  const ledger = memoryLedger();
  const network = fakeNetwork();
  const deps = {
    clock,
    random: seededRandom(30),
    policy,
    users,
    ledger,
    texts: network.texts,
    calls: network.calls,
    brand: 'Example',
    webOtpDomain: undefined,
    defaultLocale: 'en',
  } as const;

  async function send(id: string, { channel = 'sms' as Channel, read = users.kim() } = {}) {
    const now = clock.now();
    const sent = sentCode(id, { channel, expiresAt: now + 10 * MINUTE });
    const message = {
      to: PHONE,
      sealedNumber: sealed('number'),
      numberHash: hash('number'),
      channel,
      locale: 'en',
      code: '123456',
      sent,
      requestedAt: now,
    } as const;
    return sendCode(deps, read, message, (current) =>
      requestCode(current, { sentCode: { ...sent, challenge: 'challenge' } }, policy, now),
    );
  }

  return {
    clock,
    users,
    ledger,
    network,
    send,
    /** What counts of Kim, of the number, and of the service. */
    counts: () => ({
      user: users.kim().limits.requests?.count ?? 0,
      number: ledger.windowOf(NUMBER)?.count ?? 0,
      service: ledger.windowOf(SERVICE_MESSAGES)?.count ?? 0,
    }),
    codeInForce: () => users.kim().sentCode?.id,
  };
}
