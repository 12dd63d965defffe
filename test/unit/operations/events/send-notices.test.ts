/** Mailing notices: once for each event, again only where the first try failed, never to nobody. */

import { createKeyRing } from '../../../../shared/adapters/key-ring.ts';
import { eventId, publish } from '../../../../shared/contract/events.ts';
import type { DomainEvent } from '../../../../shared/domain/event.ts';
import { MailError } from '../../../../shared/domain/ports/mailer.ts';
import type { NoticeClaims } from '../../../../shared/domain/ports/notice-claims.ts';
import type { User } from '../../../../shared/domain/user.ts';
import { CLAIM_MS } from '../../../../shared/environment/notice-timing.ts';
import { sendNotices } from '../../../../shared/operations/events/send-notices.ts';
import { EVENTS } from '../../support/events.ts';
import { type LogLines, readLog } from '../../support/log-lines.ts';
import { hash, KIM, kim, NOW } from '../../support/users.ts';

const ADDRESS = 'kim@example.com';
const random = { bytes: (length: number) => new Uint8Array(length), below: () => 0, id: () => 'id' };
const ring = createKeyRing(new Map([[1, new Uint8Array(32)]]), random);
const withContact = (locale = 'de'): User =>
  kim({
    contact: { email: ring.seal('email', KIM, Buffer.from(ADDRESS)), emailHash: hash('email'), locale },
  });

function world(user: User = withContact()) {
  const mails: { readonly to: string; readonly subject: string }[] = [];
  const claims = new Map<string, 'held' | 'closed'>();
  const claimed: { readonly from: number; readonly until: number }[] = [];
  let failures: Error[] = [];
  const memory: NoticeClaims = {
    take: async (_user, id, now, until) => {
      claimed.push({ from: now, until });
      const known = claims.get(id);
      if (known === undefined) claims.set(id, 'held');
      return known ?? 'taken';
    },
    close: async (_user, id) => void claims.set(id, 'closed'),
    release: async (_user, id) => void claims.delete(id),
  };
  const handle = sendNotices({
    users: { load: async () => user },
    keys: async () => ring,
    claims: memory,
    mailer: {
      send: async (to, { subject }) => {
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
        mails.push({ to, subject });
      },
    },
    clock: { now: () => NOW },
    sender: { brand: 'Example' },
    defaultLocale: 'fr',
  });
  return {
    mails,
    claims,
    claimed,
    fail: (...next: Error[]) => {
      failures = next;
    },
    tell: (event: DomainEvent) => handle({ detail: publish(KIM, eventId(NOW, 0), event) }),
    handle,
  };
}

describe('mailing notices', () => {
  let log: LogLines;
  const reasons = () => log.entries().map(({ event, reason }) => [event, reason]);
  beforeEach(() => {
    log = readLog();
  });
  afterEach(() => log.restore());

  test("goes to the customer's address, in the customer's language", async () => {
    const { mails, tell } = world();
    await tell(EVENTS.AuthenticatorReplaced);
    expect(mails).toEqual([{ to: ADDRESS, subject: 'Example: Ihre Authenticator-App wurde ersetzt' }]);
    expect(log.lines.join()).not.toContain(ADDRESS);
  });

  test('is logged with the event that it tells of', async () => {
    await world().tell(EVENTS.AuthenticatorReplaced);
    expect(log.entries()).toMatchObject([
      { event: 'notice_sent', eventType: 'AuthenticatorReplaced', eventId: eventId(NOW, 0) },
    ]);
  });

  test('keeps its claim for longer than the function may run', async () => {
    const { tell, claimed } = world();
    await tell(EVENTS.UserLocked);
    expect(claimed).toEqual([{ from: NOW, until: NOW + CLAIM_MS }]);
  });

  test('is none for what customers are not told of, and the log says so', async () => {
    const { mails, tell, claims } = world();
    await tell(EVENTS.SignInVerified);
    expect([mails, claims.size]).toEqual([[], 0]);
    expect(reasons()).toEqual([['notice_skipped', 'not_told']]);
  });

  test("in the operator's language where the customer's is none of ours", async () => {
    const { mails, tell } = world(withContact('tlh'));
    await tell(EVENTS.UserLocked);
    expect(mails[0]?.subject).toBe('Example: Votre compte est verrouillé');
  });

  test('an event that is delivered again is mailed once', async () => {
    const { mails, tell } = world();
    for (let time = 0; time < 3; time++) await tell(EVENTS.UserLocked);
    expect(mails).toHaveLength(1);
    expect(reasons().at(-1)).toEqual(['notice_skipped', 'sent_before']);
  });

  test('while another delivery has the claim, this one waits for its turn', async () => {
    const { mails, tell, claims } = world();
    claims.set(eventId(NOW, 0), 'held');
    await expect(tell(EVENTS.UserLocked)).rejects.toThrow('being worked on');
    expect(mails).toEqual([]);
  });

  test.each(['throttled', 'refused', 'unknown'] as const)(
    'a failure (%s) is tried again and mailed then',
    async (kind) => {
      const { mails, tell, fail } = world();
      fail(new MailError(kind, 'Reason'));
      await expect(tell(EVENTS.UserLocked)).rejects.toThrow(MailError);
      expect(reasons()).toEqual([['notice_failed', 'Reason']]);
      await tell(EVENTS.UserLocked);
      expect(mails).toHaveLength(1);
    },
  );

  test('a fault of our own is thrown on, and leaves the event free for the next delivery', async () => {
    const { mails, tell, fail, claims } = world();
    const fault = new TypeError('unexpected');
    fail(fault);
    await expect(tell(EVENTS.UserLocked)).rejects.toBe(fault);
    expect(reasons()).toEqual([['notice_failed', 'unknown']]);
    expect(claims.size).toBe(0);
    await tell(EVENTS.UserLocked);
    expect(mails).toHaveLength(1);
  });

  test('an address that takes no mail is not tried again', async () => {
    const { mails, tell, fail } = world();
    fail(new MailError('bad_address', 'BadRequestException'));
    await tell(EVENTS.UserLocked);
    await tell(EVENTS.UserLocked);
    expect(mails).toEqual([]);
    expect(reasons()[0]).toEqual(['notice_skipped', 'BadRequestException']);
  });

  test('a customer without an address gets none, and the log says so', async () => {
    const { mails, tell, claims } = world(kim());
    await tell(EVENTS.UserLocked);
    expect([mails, claims.size]).toEqual([[], 0]);
    expect(reasons()).toEqual([['notice_skipped', 'no_address']]);
  });

  test('what is no event of ours is refused, so that it ends in the dead-letter queue', async () => {
    await expect(world().handle({ detail: { type: 'Unheard' } })).rejects.toThrow();
  });
});
