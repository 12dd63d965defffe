/** The wording in Swedish. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} är din kod till {brand}. Den slutar gälla om {minutes}. Dela den inte med någon.',
      brief: '{code} är din kod till {brand}.',
      minutes: { one: '{n} minut', other: '{n} minuter' },
    },
    call: {
      voice: { id: 'Elin', engine: 'Neural', languageCode: 'sv-SE' },
      greeting: 'Hej. Det här är {brand}. Vi ringer med koden som du har bett om.',
      pressKey: 'Tryck på valfri knapp för att höra koden.',
      codeIntro: 'Koden är:',
      again: 'En gång till:',
      repeat: 'Tryck på valfri knapp för att höra den igen.',
      noKey: 'Ingen knapp trycktes in. Hej då.',
      goodbye: 'Dela inte koden med någon. Hej då.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'Tvåfaktorsautentisering är på',
        body: 'Tvåfaktorsautentisering med en autentiseringsapp har aktiverats för ditt konto hos {brand}.',
      },
      enabledPhone: {
        subject: 'Tvåfaktorsautentisering är på',
        body: 'Tvåfaktorsautentisering med koder via sms eller samtal har aktiverats för ditt konto hos {brand}.',
      },
      changedToTotp: {
        subject: 'Ditt sätt att logga in har ändrats',
        body: 'Ditt konto hos {brand} frågar nu efter en kod från en autentiseringsapp och inte längre efter en kod via sms eller samtal.',
      },
      changedToPhone: {
        subject: 'Ditt sätt att logga in har ändrats',
        body: 'Ditt konto hos {brand} frågar nu efter en kod via sms eller samtal och inte längre efter en kod från en autentiseringsapp.',
      },
      authenticatorReplaced: {
        subject: 'Din autentiseringsapp har bytts ut',
        body: 'En ny autentiseringsapp har ställts in för ditt konto hos {brand}. Koder från den gamla fungerar inte längre.',
      },
      phoneNumberChanged: {
        subject: 'Ditt telefonnummer för koder har ändrats',
        body: 'Koder för ditt konto hos {brand} skickas nu till ett annat telefonnummer. Det gamla numret får inga fler.',
      },
      disabled: {
        subject: 'Tvåfaktorsautentisering är av',
        body: 'Tvåfaktorsautentisering har stängts av för ditt konto hos {brand}. Nu räcker lösenordet för att logga in.',
      },
      backupCodesReplaced: {
        subject: 'Nya reservkoder har skapats',
        body: 'Nya reservkoder har skapats för ditt konto hos {brand}. De gamla fungerar inte längre.',
      },
      backupCodeUsed: {
        subject: 'En reservkod har använts',
        body: 'En reservkod har använts för ditt konto hos {brand}.',
      },
      backupCodesLow: {
        subject: 'Gör något nu: dina reservkoder håller på att ta slut',
        body: 'En reservkod har använts för ditt konto hos {brand}. Skapa nya reservkoder nu: utan dem kan du förlora åtkomsten till ditt konto.',
      },
      wrongCodes: {
        subject: 'Felaktiga koder har angetts',
        body: 'Felaktiga koder har angetts flera gånger för ditt konto hos {brand}. Den som gjorde det hade kommit förbi inloggningens första steg och kan känna till ditt lösenord.',
      },
      locked: {
        subject: 'Ditt konto är låst',
        body: 'För många felaktiga koder har angetts för ditt konto hos {brand}. Till {until} kan du bara logga in med en reservkod.',
      },
      requestsExceeded: {
        subject: 'Inga fler koder kan skickas just nu',
        body: 'Så många koder via sms eller samtal som kan skickas under ett dygn har begärts för ditt konto hos {brand} eller ditt telefonnummer. Till {until} kan inga fler skickas. Om du har en reservkod kan du logga in med den.',
      },
      resetFactors: {
        subject: 'Supporten har tagit bort din tvåfaktorsautentisering',
        body: 'Vår support har tagit bort tvåfaktorsautentiseringen och reservkoderna för ditt konto hos {brand}. Ställ in den igen nästa gång du loggar in.',
      },
      resetLimits: {
        subject: 'Supporten har hävt begränsningarna för ditt konto',
        body: 'Vår support har hävt begränsningarna av koder för ditt konto hos {brand}. Du kan försöka igen nu.',
      },
    },
    codesLeft: 'Återstående reservkoder: {remaining}',
    lastForNow: 'Om detta snart händer igen får du inte ett meddelande varje gång.',
    when: 'Tidpunkt: {time}',
    wasYou: 'Om det var du eller om du bad om det behöver du inte göra något mer.',
    notYou: 'Var det inte du?',
    notYouAction: 'Byt genast lösenord och kontakta vår support.',
    toSupport: 'Kontakta supporten',
    toAccount: 'Gå till ditt konto',
    footnote:
      'Du får det här meddelandet eftersom det gäller säkerheten för ditt konto hos {brand}. Vi ber dig aldrig om koder, varken via e-post eller telefon.',
  },
  recommendation: {
    subject: 'Skydda ditt konto med en andra faktor',
    body: 'Ett lösenord kan gissas eller stjälas. Med tvåfaktorsautentisering kommer ingen in på ditt konto hos {brand} utan en kod som bara du har.',
    how: 'Aktivera det i ditt konto: med en autentiseringsapp, som är säkrast, eller med koder via sms eller samtal. Det tar ungefär två minuter.',
    howInShort: 'Aktivera det i ditt konto. Det tar ungefär två minuter.',
    link: 'Aktivera tvåfaktorsautentisering',
    footnote: 'Du får det här meddelandet eftersom du har ett konto hos {brand}.',
  },
};
