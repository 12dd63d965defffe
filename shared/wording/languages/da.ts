/** The wording in Danish. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} er din kode til {brand}. Den udløber om {minutes}. Del den ikke med nogen.',
      brief: '{code} er din kode til {brand}.',
      minutes: { one: '{n} minut', other: '{n} minutter' },
    },
    call: {
      voice: { id: 'Sofie', engine: 'Neural', languageCode: 'da-DK' },
      greeting: 'Hej. Det er {brand}. Vi ringer med den kode, du har bedt om.',
      pressKey: 'Tryk på en vilkårlig tast for at høre koden.',
      codeIntro: 'Koden er:',
      again: 'En gang til:',
      repeat: 'Tryk på en vilkårlig tast for at høre den igen.',
      noKey: 'Der blev ikke trykket på en tast. Farvel.',
      goodbye: 'Del ikke koden med nogen. Farvel.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'Tofaktorgodkendelse er slået til',
        body: 'Tofaktorgodkendelse med en godkendelsesapp er slået til for din konto hos {brand}.',
      },
      enabledPhone: {
        subject: 'Tofaktorgodkendelse er slået til',
        body: 'Tofaktorgodkendelse med koder via sms eller opkald er slået til for din konto hos {brand}.',
      },
      changedToTotp: {
        subject: 'Din måde at logge ind på er ændret',
        body: 'Din konto hos {brand} beder nu om en kode fra en godkendelsesapp og ikke længere om en kode via sms eller opkald.',
      },
      changedToPhone: {
        subject: 'Din måde at logge ind på er ændret',
        body: 'Din konto hos {brand} beder nu om en kode via sms eller opkald og ikke længere om en kode fra en godkendelsesapp.',
      },
      authenticatorReplaced: {
        subject: 'Din godkendelsesapp er udskiftet',
        body: 'En ny godkendelsesapp er sat op for din konto hos {brand}. Koder fra den gamle virker ikke længere.',
      },
      phoneNumberChanged: {
        subject: 'Dit telefonnummer til koder er ændret',
        body: 'Koder til din konto hos {brand} sendes nu til et andet telefonnummer. Det gamle nummer får ikke flere.',
      },
      disabled: {
        subject: 'Tofaktorgodkendelse er slået fra',
        body: 'Tofaktorgodkendelse er slået fra for din konto hos {brand}. Nu er adgangskoden nok til at logge ind.',
      },
      backupCodesReplaced: {
        subject: 'Der er oprettet nye reservekoder',
        body: 'Der er oprettet nye reservekoder til din konto hos {brand}. De gamle virker ikke længere.',
      },
      backupCodeUsed: {
        subject: 'En reservekode er brugt',
        body: 'En reservekode er brugt til din konto hos {brand}.',
      },
      backupCodesLow: {
        subject: 'Gør noget nu: Dine reservekoder er ved at slippe op',
        body: 'En reservekode er brugt til din konto hos {brand}. Opret nye reservekoder nu: Uden dem kan du miste adgangen til din konto.',
      },
      wrongCodes: {
        subject: 'Der er indtastet forkerte koder',
        body: 'Der er flere gange indtastet forkerte koder til din konto hos {brand}. Den, der gjorde det, var forbi det første login-trin og kender måske din adgangskode.',
      },
      locked: {
        subject: 'Din konto er låst',
        body: 'Der er indtastet for mange forkerte koder til din konto hos {brand}. Indtil {until} kan du kun logge ind med en reservekode.',
      },
      requestsExceeded: {
        subject: 'Der kan ikke sendes flere koder lige nu',
        body: 'Der er bedt om så mange koder via sms eller opkald til din konto hos {brand} eller dit telefonnummer, som der kan sendes på et døgn. Der kan ikke sendes flere før {until}. Hvis du har en reservekode, kan du logge ind med den.',
      },
      resetFactors: {
        subject: 'Support har fjernet din tofaktorgodkendelse',
        body: 'Vores support har fjernet tofaktorgodkendelsen og reservekoderne fra din konto hos {brand}. Sæt den op igen, næste gang du logger ind.',
      },
      resetLimits: {
        subject: 'Support har ophævet begrænsningerne på din konto',
        body: 'Vores support har ophævet begrænsningerne på koder for din konto hos {brand}. Du kan prøve igen nu.',
      },
    },
    codesLeft: 'Reservekoder tilbage: {remaining}',
    lastForNow: 'Hvis det snart sker igen, får du ikke en besked hver gang.',
    when: 'Tidspunkt: {time}',
    wasYou: 'Hvis det var dig, eller du bad om det, skal du ikke gøre mere.',
    notYou: 'Var det ikke dig?',
    notYouAction: 'Skift straks din adgangskode, og kontakt vores support.',
    toSupport: 'Kontakt support',
    toAccount: 'Gå til din konto',
    footnote:
      'Du får denne besked, fordi den handler om sikkerheden for din konto hos {brand}. Vi beder dig aldrig om koder, hverken på mail eller i telefonen.',
  },
  recommendation: {
    subject: 'Beskyt din konto med en ekstra faktor',
    body: 'En adgangskode kan gættes eller stjæles. Med tofaktorgodkendelse kommer ingen ind på din konto hos {brand} uden en kode, som kun du har.',
    how: 'Slå det til på din konto: med en godkendelsesapp, som er det sikreste, eller med koder via sms eller opkald. Det tager omkring to minutter.',
    howInShort: 'Slå det til på din konto. Det tager omkring to minutter.',
    link: 'Slå tofaktorgodkendelse til',
    footnote: 'Du får denne besked, fordi du har en konto hos {brand}.',
  },
};
