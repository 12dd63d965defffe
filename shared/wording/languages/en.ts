/** The wording in English. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} is your {brand} code. It expires in {minutes}. Do not share it with anyone.',
      brief: '{code} is your {brand} code.',
      minutes: { one: '{n} minute', other: '{n} minutes' },
    },
    call: {
      voice: { id: 'Joanna', engine: 'Neural', languageCode: 'en-US' },
      greeting: 'Hello. This is {brand}. We are calling with the code that you asked for.',
      pressKey: 'To hear your code, press any key.',
      codeIntro: 'Your code is:',
      again: 'Once more:',
      repeat: 'To hear it again, press any key.',
      noKey: 'No key was pressed. Goodbye.',
      goodbye: 'Do not share the code with anyone. Goodbye.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'Two-factor authentication is on',
        body: 'Two-factor authentication with an authenticator app was turned on for your {brand} account.',
      },
      enabledPhone: {
        subject: 'Two-factor authentication is on',
        body: 'Two-factor authentication with codes by text message or call was turned on for your {brand} account.',
      },
      changedToTotp: {
        subject: 'Your way to sign in was changed',
        body: 'Your {brand} account now asks for a code from an authenticator app, no longer for a code by text message or call.',
      },
      changedToPhone: {
        subject: 'Your way to sign in was changed',
        body: 'Your {brand} account now asks for a code by text message or call, no longer for a code from an authenticator app.',
      },
      authenticatorReplaced: {
        subject: 'Your authenticator app was replaced',
        body: 'A new authenticator app was set up for your {brand} account. Codes from the old one no longer work.',
      },
      phoneNumberChanged: {
        subject: 'Your phone number for codes was changed',
        body: 'Codes for your {brand} account now go to another phone number. The old number no longer receives any.',
      },
      disabled: {
        subject: 'Two-factor authentication is off',
        body: 'Two-factor authentication was turned off for your {brand} account. A password alone is now enough to sign in.',
      },
      backupCodesReplaced: {
        subject: 'New backup codes were created',
        body: 'New backup codes were created for your {brand} account. The old ones no longer work.',
      },
      backupCodeUsed: {
        subject: 'A backup code was used',
        body: 'A backup code was used for your {brand} account.',
      },
      backupCodesLow: {
        subject: 'Act now: you are running out of backup codes',
        body: 'A backup code was used for your {brand} account. Create new backup codes now: without them you may lose access to your account.',
      },
      wrongCodes: {
        subject: 'Wrong codes were entered',
        body: 'Wrong codes were entered several times for your {brand} account. Whoever did that had passed the first step of signing in, and may know your password.',
      },
      locked: {
        subject: 'Your account is locked',
        body: 'Too many wrong codes were entered for your {brand} account. Until {until} you can sign in only with a backup code.',
      },
      requestsExceeded: {
        subject: 'No more codes can be sent for now',
        body: 'As many codes by text message or call were requested for your {brand} account or your phone number as can be sent in one day. No more can be sent until {until}. If you have a backup code, you can sign in with it.',
      },
      resetFactors: {
        subject: 'Support removed your two-factor authentication',
        body: 'Our support removed the two-factor authentication and the backup codes of your {brand} account. Please set it up again when you next sign in.',
      },
      resetLimits: {
        subject: 'Support lifted the limits on your account',
        body: 'Our support lifted the limits on codes for your {brand} account. You can try again now.',
      },
    },
    codesLeft: 'Backup codes left: {remaining}',
    lastForNow: 'If this happens again soon, you will not get a message every time.',
    when: 'Time: {time}',
    wasYou: 'If this was you or you asked for it, there is nothing more to do.',
    notYou: 'Was this not you?',
    notYouAction: 'Change your password at once and contact our support.',
    toSupport: 'Contact support',
    toAccount: 'Go to your account',
    footnote:
      'You receive this message because it concerns the security of your {brand} account. We never ask you for codes, neither by mail nor by phone.',
  },
  recommendation: {
    subject: 'Protect your account with a second factor',
    body: 'A password can be guessed or stolen. With two-factor authentication, nobody gets into your {brand} account without a code that only you have.',
    how: 'Turn it on in your account: with an authenticator app, which is the safest, or with codes by text message or call. It takes about two minutes.',
    howInShort: 'Turn it on in your account. It takes about two minutes.',
    link: 'Turn on two-factor authentication',
    footnote: 'You receive this message because you have an account with {brand}.',
  },
};
