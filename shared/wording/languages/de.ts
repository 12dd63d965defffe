/** The wording in German. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} ist Ihr Code für {brand}. Er gilt {minutes}. Geben Sie ihn an niemanden weiter.',
      brief: '{code} ist Ihr Code für {brand}.',
      minutes: { one: '{n} Minute', other: '{n} Minuten' },
    },
    call: {
      voice: { id: 'Vicki', engine: 'Neural', languageCode: 'de-DE' },
      greeting: 'Guten Tag. Hier ist {brand}. Wir rufen an, um Ihnen den angeforderten Code zu nennen.',
      pressKey: 'Drücken Sie eine beliebige Taste, um den Code zu hören.',
      codeIntro: 'Ihr Code lautet:',
      again: 'Noch einmal:',
      repeat: 'Um ihn erneut zu hören, drücken Sie eine beliebige Taste.',
      noKey: 'Es wurde keine Taste gedrückt. Auf Wiederhören.',
      goodbye: 'Geben Sie den Code an niemanden weiter. Auf Wiederhören.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'Zwei-Faktor-Authentisierung ist eingeschaltet',
        body: 'Für Ihr Konto bei {brand} wurde die Zwei-Faktor-Authentisierung mit einer Authenticator-App eingeschaltet.',
      },
      enabledPhone: {
        subject: 'Zwei-Faktor-Authentisierung ist eingeschaltet',
        body: 'Für Ihr Konto bei {brand} wurde die Zwei-Faktor-Authentisierung mit Codes per SMS oder Anruf eingeschaltet.',
      },
      changedToTotp: {
        subject: 'Ihre Anmeldung wurde geändert',
        body: 'Ihr Konto bei {brand} fragt jetzt nach einem Code aus einer Authenticator-App und nicht mehr nach einem Code per SMS oder Anruf.',
      },
      changedToPhone: {
        subject: 'Ihre Anmeldung wurde geändert',
        body: 'Ihr Konto bei {brand} fragt jetzt nach einem Code per SMS oder Anruf und nicht mehr nach einem Code aus einer Authenticator-App.',
      },
      authenticatorReplaced: {
        subject: 'Ihre Authenticator-App wurde ersetzt',
        body: 'Für Ihr Konto bei {brand} wurde eine neue Authenticator-App eingerichtet. Codes aus der alten gelten nicht mehr.',
      },
      phoneNumberChanged: {
        subject: 'Ihre Telefonnummer für Codes wurde geändert',
        body: 'Codes für Ihr Konto bei {brand} gehen jetzt an eine andere Telefonnummer. Die alte Nummer erhält keine mehr.',
      },
      disabled: {
        subject: 'Zwei-Faktor-Authentisierung ist ausgeschaltet',
        body: 'Für Ihr Konto bei {brand} wurde die Zwei-Faktor-Authentisierung ausgeschaltet. Zur Anmeldung genügt jetzt das Passwort.',
      },
      backupCodesReplaced: {
        subject: 'Neue Backup-Codes wurden erstellt',
        body: 'Für Ihr Konto bei {brand} wurden neue Backup-Codes erstellt. Die alten gelten nicht mehr.',
      },
      backupCodeUsed: {
        subject: 'Ein Backup-Code wurde verwendet',
        body: 'Für Ihr Konto bei {brand} wurde ein Backup-Code verwendet.',
      },
      backupCodesLow: {
        subject: 'Bitte jetzt handeln: Ihre Backup-Codes gehen zu Ende',
        body: 'Für Ihr Konto bei {brand} wurde ein Backup-Code verwendet. Erstellen Sie jetzt neue Backup-Codes, sonst verlieren Sie womöglich den Zugang zu Ihrem Konto.',
      },
      wrongCodes: {
        subject: 'Es wurden falsche Codes eingegeben',
        body: 'Für Ihr Konto bei {brand} wurden mehrmals falsche Codes eingegeben. Wer das war, hatte den ersten Schritt der Anmeldung hinter sich und kennt vielleicht Ihr Passwort.',
      },
      locked: {
        subject: 'Ihr Konto ist gesperrt',
        body: 'Für Ihr Konto bei {brand} wurden zu viele falsche Codes eingegeben. Bis {until} können Sie sich nur mit einem Backup-Code anmelden.',
      },
      requestsExceeded: {
        subject: 'Derzeit können keine weiteren Codes gesendet werden',
        body: 'Für Ihr Konto bei {brand} oder Ihre Telefonnummer wurden so viele Codes per SMS oder Anruf angefordert, wie an einem Tag gesendet werden können. Bis {until} können keine weiteren gesendet werden. Wenn Sie einen Backup-Code haben, können Sie sich damit anmelden.',
      },
      resetFactors: {
        subject: 'Der Support hat Ihre Zwei-Faktor-Authentisierung entfernt',
        body: 'Unser Support hat die Zwei-Faktor-Authentisierung und die Backup-Codes Ihres Kontos bei {brand} entfernt. Bitte richten Sie sie bei der nächsten Anmeldung neu ein.',
      },
      resetLimits: {
        subject: 'Der Support hat die Sperren Ihres Kontos aufgehoben',
        body: 'Unser Support hat die Sperren für Codes bei Ihrem Konto bei {brand} aufgehoben. Sie können es jetzt wieder versuchen.',
      },
    },
    codesLeft: 'Verbleibende Backup-Codes: {remaining}',
    lastForNow: 'Wenn das bald wieder geschieht, erhalten Sie nicht jedes Mal eine Nachricht.',
    when: 'Zeitpunkt: {time}',
    wasYou: 'Wenn Sie das selbst waren oder darum gebeten haben, ist nichts weiter zu tun.',
    notYou: 'Waren Sie das nicht?',
    notYouAction: 'Ändern Sie sofort Ihr Passwort und wenden Sie sich an unseren Support.',
    toSupport: 'Support kontaktieren',
    toAccount: 'Zu Ihrem Konto',
    footnote:
      'Sie erhalten diese Nachricht, weil sie die Sicherheit Ihres Kontos bei {brand} betrifft. Wir fragen Sie nie nach Codes, weder per E-Mail noch am Telefon.',
  },
  recommendation: {
    subject: 'Schützen Sie Ihr Konto mit einem zweiten Faktor',
    body: 'Ein Passwort kann erraten oder gestohlen werden. Mit der Zwei-Faktor-Authentisierung kommt niemand in Ihr Konto bei {brand} ohne einen Code, den nur Sie haben.',
    how: 'Schalten Sie sie in Ihrem Konto ein: am sichersten mit einer Authenticator-App oder mit Codes per SMS oder Anruf. Es dauert etwa zwei Minuten.',
    howInShort: 'Schalten Sie sie in Ihrem Konto ein. Es dauert etwa zwei Minuten.',
    link: 'Zwei-Faktor-Authentisierung einschalten',
    footnote: 'Sie erhalten diese Nachricht, weil Sie ein Konto bei {brand} haben.',
  },
};
