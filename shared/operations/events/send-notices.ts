/**
 * Tells customers by mail what happened to their second factor, so that they notice what they did not do.
 *
 * Before a mail goes out, its event is claimed; a failure gives the claim back, so that the next delivery of
 * the event sends the mail, and throws, so that there is a next delivery.
 */

import type { EventBridgeEvent } from 'aws-lambda';
import { readPublished } from '../../contract/events.ts';
import type { LoadKeyRing } from '../../domain/ports/key-ring.ts';
import { MailError, type Mailer } from '../../domain/ports/mailer.ts';
import type { NoticeClaims } from '../../domain/ports/notice-claims.ts';
import type { Clock } from '../../domain/ports/system.ts';
import type { UserStore } from '../../domain/ports/user-store.ts';
import { CLAIM_MS } from '../../environment/notice-timing.ts';
import { correlate } from '../../observability/correlation.ts';
import { log } from '../../observability/log.ts';
import { isLocale } from '../../wording/locale.ts';
import type { Sender } from '../../wording/mail.ts';
import { renderNotice } from '../../wording/notice.ts';
import type { WithLocale } from '../dependencies.ts';

interface Dependencies extends WithLocale {
  readonly users: Pick<UserStore, 'load'>;
  readonly keys: LoadKeyRing;
  readonly claims: NoticeClaims;
  readonly mailer: Mailer;
  readonly clock: Pick<Clock, 'now'>;
  readonly sender: Sender;
}

/** Somebody else has the claim. If that fails, the next delivery will find it free. */
class NoticeClaimed extends Error {
  override readonly name = 'NoticeClaimed';
}

export const sendNotices =
  (deps: Dependencies) =>
  async ({ detail }: Pick<EventBridgeEvent<string, unknown>, 'detail'>): Promise<void> => {
    const { users, claims, clock, sender } = deps;
    const { id, userId, event, requestId } = readPublished(detail);
    correlate(requestId);
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
      await deps.mailer.send(address, mail, requestId);
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
