/** What customers are told by mail: of every change, in every language, with nothing secret and nothing broken. */

import type { DomainEvent } from '../../../shared/domain/event.ts';
import { OFFERED_METHODS } from '../../../shared/domain/method.ts';
import type { Mail } from '../../../shared/domain/ports/mailer.ts';
import { LOCALES, type Locale } from '../../../shared/wording/locale.ts';
import { renderNotice } from '../../../shared/wording/notice.ts';
import { renderRecommendation } from '../../../shared/wording/recommendation.ts';
import { languageOf } from '../../local/emulator/languages.ts';
import { EVENTS } from '../support/events.ts';
import { TOLD } from '../support/told-events.ts';
import { NOW } from '../support/users.ts';

const sender = {
  brand: 'Mission Control',
  accountUrl: 'https://portal.example/account?a=1&b=2',
  supportUrl: 'https://portal.example/support',
};

async function notice(
  event: DomainEvent,
  locale: Locale = 'en',
  from: Parameters<typeof renderNotice>[2] = sender,
): Promise<Mail> {
  const mail = await renderNotice(event, locale, from);
  if (mail === undefined) throw new Error(`There is no notice of ${event.type}.`);
  return mail;
}

describe('notices', () => {
  test.each(['SignInVerified', 'AttemptsExceeded', 'EnrollmentSkipped'] as const)(
    'there is none of %s',
    async (type) => {
      expect(await renderNotice(EVENTS[type], 'en', sender)).toBeUndefined();
    },
  );

  test('a notice in full', async () => {
    const { subject, text } = await notice({ ...EVENTS.BackupCodeUsed, remaining: 7 });
    expect(subject).toBe('Mission Control: A backup code was used');
    expect(text).toBe(
      [
        'A backup code was used for your Mission Control account.',
        'Backup codes left: 7',
        'Time: March 1, 2026 at 12:00 PM UTC',
        'If this was you or you asked for it, there is nothing more to do.',
        'Was this not you?',
        'Change your password at once and contact our support.',
        'Go to your account:\nhttps://portal.example/account?a=1&b=2',
        'Contact support:\nhttps://portal.example/support',
        '-- \nYou receive this message because it concerns the security of your Mission Control account. We never ask you for codes, neither by mail nor by phone.\n',
      ].join('\n\n'),
    );
  });

  test.each([3, 2, 1, 0])('with %i backup codes left, urgent at two or fewer', async (remaining) => {
    const { subject, text } = await notice({ ...EVENTS.BackupCodeUsed, remaining });
    expect(subject.includes('Act now')).toBe(remaining <= 2);
    expect(text).toContain(`Backup codes left: ${remaining}`);
  });

  test('a lock says until when, in UTC', async () => {
    expect((await notice(EVENTS.UserLocked)).text).toContain(
      'Until March 1, 2026 at 12:01 PM UTC you can sign in',
    );
  });

  test('the last of a kind for now says so, and what is withheld is none', async () => {
    const event = EVENTS.BackupCodesReplaced;
    const says = 'If this happens again soon, you will not get a message every time.';
    expect((await notice(event)).text).not.toContain(says);
    expect((await notice({ ...event, notice: 'last' })).text).toContain(says);
    expect(await renderNotice({ ...event, notice: 'withheld' }, 'en', sender)).toBeUndefined();
  });

  test('without addresses in the settings there are no links', async () => {
    expect((await notice(EVENTS.UserLocked, 'en', { brand: 'X' })).html).not.toContain('href');
  });

  test('a brand with markup is text in the HTML', async () => {
    const { html } = await notice(EVENTS.TwoFactorDisabled, 'en', {
      brand: `<img src="x" onerror='y'> & Co`,
    });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt; &amp; Co');
  });
});

describe.each(LOCALES)('notices in %s', (locale) => {
  let mails: readonly Mail[];
  beforeAll(async () => {
    const notices = TOLD.map((event) => notice(event, locale));
    mails = await Promise.all([...notices, renderRecommendation(locale, sender, OFFERED_METHODS)]);
  });

  test('have no gap, and the brand where it belongs', () => {
    for (const { subject, text, html } of mails) {
      expect(`${subject}${text}${html}`).not.toMatch(/\{\w*\}|undefined|\bnull\b|Invalid/);
      expect(text).toContain('Mission Control');
    }
  });

  test('say in HTML what they say in plain text, with every address escaped and a direction', () => {
    for (const { text, html } of mails) {
      const plain = html
        .replace(/<[^>]+>/g, '')
        .replaceAll('&amp;', '&')
        .replaceAll('&#39;', "'")
        .replaceAll('&quot;', '"');
      for (const line of text.split('\n').filter((one) => !/^$|^-- $|^https:/.test(one))) {
        expect(plain).toContain(line.replace(/:$/, ''));
      }
      expect(html).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
      expect(html).toContain('href="https://portal.example/account?a=1&amp;b=2"');
      expect(html).not.toMatch(/<script|<img|url\(/);
    }
  });

  test('say when it happened, as UTC, and what to do if it was not the customer', () => {
    for (const { text } of mails.slice(0, -1)) {
      expect(text).toContain(' UTC');
      expect(text).toContain(languageOf(locale).notices.notYouAction);
    }
  });

  test('hold no number, code or name of an agent, and no reason that support gave', async () => {
    const { text, html } = await notice(EVENTS.SupportReset, locale);
    expect(`${text}${html}`).not.toMatch(/agent|Lost the device|CASE-1/);
    expect((await notice(EVENTS.PhoneNumberChanged, locale)).text).not.toMatch(/\+?\d{5,}/);
  });

  test('have one subject for each kind of change', () => {
    const subjects = new Set(mails.map(({ subject }) => subject));
    // Turned on and changed read the same for both methods.
    expect(subjects.size).toBe(mails.length - 2);
  });

  test('the time is of the event', async () => {
    const year = new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: 'UTC' }).format(NOW);
    expect((await notice(EVENTS.AuthenticatorReplaced, locale)).text).toContain(year.replace(/\D+$/, ''));
  });
});
