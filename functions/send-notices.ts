/**
 * Tells customers by mail what happened to their second factor, so that they notice what they did not do.
 *
 * Before a mail goes out, its event is claimed; a failure gives the claim back, so that the next delivery of
 * the event sends the mail, and throws, so that there is a next delivery.
 */

import type { EventBridgeEvent } from 'aws-lambda';
import { type KeyRing, keyRingFrom } from '../shared/adapters/key-ring.ts';
import { createMailerFromEnv } from '../shared/adapters/mailer.ts';
import { createNoticeClaims, type NoticeClaims } from '../shared/adapters/notice-claims.ts';
import { systemClock, systemRandom } from '../shared/adapters/system.ts';
import { createUserStore, type UserStore } from '../shared/adapters/user-store.ts';
import { readPublished } from '../shared/contract/events.ts';
import { MailError, type Mailer } from '../shared/domain/ports/mailer.ts';
import type { Clock } from '../shared/domain/ports.ts';
import { CLAIM_MS } from '../shared/environment/notice-timing.ts';
import { log } from '../shared/observability/log.ts';
import { isLocale, type Locale } from '../shared/wording/locale.ts';
import type { Sender } from '../shared/wording/mail.ts';
import { renderNotice } from '../shared/wording/notice.ts';
import { table, withLocale } from './common/dependencies.ts';
import { variable } from './common/environment.ts';

interface Dependencies {
  readonly users: Pick<UserStore, 'load'>;
  readonly keys: () => Promise<KeyRing>;
  readonly claims: NoticeClaims;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly sender: Sender;
  readonly defaultLocale: Locale;
}

/** Somebody else has the claim. If that fails, the next delivery will find it free. */
class NoticeClaimed extends Error {
  override readonly name = 'NoticeClaimed';
}

export const sendNotices =
  (deps: Dependencies) =>
  async ({ detail }: Pick<EventBridgeEvent<string, unknown>, 'detail'>): Promise<void> => {
    const { users, claims, clock, sender } = deps;
    const { id, userId, event } = readPublished(detail);
    const told = { eventId: id, eventType: event.type };

    const user = await users.load(userId);
    const { contact } = user;
    if (contact === undefined) return log('notice_skipped', { ...told, reason: 'no_address' });
    const locale = isLocale(contact.locale) ? contact.locale : deps.defaultLocale;
    const mail = await renderNotice(event, locale, sender);
    if (mail === undefined) return log('notice_skipped', { ...told, reason: 'not_told' });
    const address = Buffer.from((await deps.keys()).open('email', userId, contact.email)).toString();

    const now = clock.now();
    const claim = await claims.take(userId, id, now, now + CLAIM_MS);
    if (claim === 'closed') return log('notice_skipped', { ...told, reason: 'sent_before' });
    if (claim === 'held') throw new NoticeClaimed('Another delivery of this event is being worked on.');
    try {
      await deps.mailer.send(address, mail);
    } catch (error) {
      const reason = error instanceof MailError ? error.reason : 'unknown';
      if (error instanceof MailError && error.kind === 'bad_address') {
        log('notice_skipped', { ...told, reason });
        return claims.close(userId, id, now);
      }
      log('notice_failed', { ...told, reason });
      await claims.release(userId, id);
      throw error;
    }
    log('notice_sent', told);
    await claims.close(userId, id, now);
  };

const store = table();
const env = process.env;
const { ACCOUNT_URL: accountUrl, SUPPORT_URL: supportUrl } = env;

export const handler = sendNotices({
  ...withLocale(),
  keys: keyRingFrom(variable(env, 'MAC_KEY_ARN'), Number(variable(env, 'KEY_VERSIONS')), systemRandom),
  users: createUserStore(store, systemClock, systemRandom),
  claims: createNoticeClaims(store),
  mailer: createMailerFromEnv(env),
  clock: systemClock,
  sender: {
    brand: variable(env, 'BRAND'),
    ...(accountUrl !== undefined && { accountUrl }),
    ...(supportUrl !== undefined && { supportUrl }),
  },
});
