/** The wording in Dutch. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} is uw code voor {brand}. De code verloopt over {minutes}. Deel de code met niemand.',
      brief: '{code} is uw code voor {brand}.',
      minutes: { one: '{n} minuut', other: '{n} minuten' },
    },
    call: {
      voice: { id: 'Laura', engine: 'Neural', languageCode: 'nl-NL' },
      greeting: 'Goedendag. U spreekt met {brand}. Wij bellen met de code waar u om hebt gevraagd.',
      pressKey: 'Druk op een willekeurige toets om uw code te horen.',
      codeIntro: 'Uw code is:',
      again: 'Nogmaals:',
      repeat: 'Druk op een willekeurige toets om de code opnieuw te horen.',
      noKey: 'Er is geen toets ingedrukt. Tot ziens.',
      goodbye: 'Deel de code met niemand. Tot ziens.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'Tweefactorauthenticatie staat aan',
        body: 'Voor uw account bij {brand} is tweefactorauthenticatie met een authenticator-app ingeschakeld.',
      },
      enabledPhone: {
        subject: 'Tweefactorauthenticatie staat aan',
        body: 'Voor uw account bij {brand} is tweefactorauthenticatie met codes per sms of telefoontje ingeschakeld.',
      },
      changedToTotp: {
        subject: 'Uw manier van inloggen is gewijzigd',
        body: 'Uw account bij {brand} vraagt nu om een code uit een authenticator-app en niet meer om een code per sms of telefoontje.',
      },
      changedToPhone: {
        subject: 'Uw manier van inloggen is gewijzigd',
        body: 'Uw account bij {brand} vraagt nu om een code per sms of telefoontje en niet meer om een code uit een authenticator-app.',
      },
      authenticatorReplaced: {
        subject: 'Uw authenticator-app is vervangen',
        body: 'Voor uw account bij {brand} is een nieuwe authenticator-app ingesteld. Codes uit de oude werken niet meer.',
      },
      phoneNumberChanged: {
        subject: 'Uw telefoonnummer voor codes is gewijzigd',
        body: 'Codes voor uw account bij {brand} gaan nu naar een ander telefoonnummer. Het oude nummer ontvangt er geen meer.',
      },
      disabled: {
        subject: 'Tweefactorauthenticatie staat uit',
        body: 'Voor uw account bij {brand} is tweefactorauthenticatie uitgeschakeld. Een wachtwoord is nu genoeg om in te loggen.',
      },
      backupCodesReplaced: {
        subject: 'Er zijn nieuwe back-upcodes gemaakt',
        body: 'Voor uw account bij {brand} zijn nieuwe back-upcodes gemaakt. De oude werken niet meer.',
      },
      backupCodeUsed: {
        subject: 'Er is een back-upcode gebruikt',
        body: 'Voor uw account bij {brand} is een back-upcode gebruikt.',
      },
      backupCodesLow: {
        subject: 'Doe nu iets: uw back-upcodes raken op',
        body: 'Voor uw account bij {brand} is een back-upcode gebruikt. Maak nu nieuwe back-upcodes: zonder kunt u de toegang tot uw account verliezen.',
      },
      wrongCodes: {
        subject: 'Er zijn verkeerde codes ingevoerd',
        body: 'Voor uw account bij {brand} zijn meerdere keren verkeerde codes ingevoerd. Wie dat deed, was voorbij de eerste stap van het inloggen en kent misschien uw wachtwoord.',
      },
      locked: {
        subject: 'Uw account is vergrendeld',
        body: 'Voor uw account bij {brand} zijn te veel verkeerde codes ingevoerd. Tot {until} kunt u alleen met een back-upcode inloggen.',
      },
      requestsExceeded: {
        subject: 'Er kunnen nu geen codes meer worden verstuurd',
        body: 'Voor uw account bij {brand} of uw telefoonnummer zijn zoveel codes per sms of telefonisch aangevraagd als er op één dag verstuurd kunnen worden. Tot {until} kunnen er geen codes meer worden verstuurd. Als u een back-upcode hebt, kunt u daarmee inloggen.',
      },
      resetFactors: {
        subject: 'De klantenservice heeft uw tweefactorauthenticatie verwijderd',
        body: 'Onze klantenservice heeft de tweefactorauthenticatie en de back-upcodes van uw account bij {brand} verwijderd. Stel deze opnieuw in wanneer u weer inlogt.',
      },
      resetLimits: {
        subject: 'De klantenservice heeft de limieten van uw account opgeheven',
        body: 'Onze klantenservice heeft de limieten voor codes van uw account bij {brand} opgeheven. U kunt het nu opnieuw proberen.',
      },
    },
    codesLeft: 'Resterende back-upcodes: {remaining}',
    lastForNow: 'Als dit binnenkort opnieuw gebeurt, krijgt u niet elke keer een bericht.',
    when: 'Tijdstip: {time}',
    wasYou: 'Als u dit zelf was of erom hebt gevraagd, hoeft u verder niets te doen.',
    notYou: 'Was u dit niet?',
    notYouAction: 'Wijzig onmiddellijk uw wachtwoord en neem contact op met onze klantenservice.',
    toSupport: 'Contact met de klantenservice',
    toAccount: 'Naar uw account',
    footnote:
      'U ontvangt dit bericht omdat het gaat over de beveiliging van uw account bij {brand}. Wij vragen u nooit om codes, niet per e-mail en niet per telefoon.',
  },
  recommendation: {
    subject: 'Bescherm uw account met een tweede factor',
    body: 'Een wachtwoord kan worden geraden of gestolen. Met tweefactorauthenticatie komt niemand in uw account bij {brand} zonder een code die alleen u hebt.',
    how: 'Schakel het in uw account in: met een authenticator-app, dat is het veiligst, of met codes per sms of telefoontje. Het kost ongeveer twee minuten.',
    howInShort: 'Schakel het in uw account in. Het kost ongeveer twee minuten.',
    link: 'Tweefactorauthenticatie inschakelen',
    footnote: 'U ontvangt dit bericht omdat u een account bij {brand} hebt.',
  },
};
