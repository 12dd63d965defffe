/** The wording in Norwegian Bokmål. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} er koden din til {brand}. Den utløper om {minutes}. Ikke del den med noen.',
      brief: '{code} er koden din til {brand}.',
      minutes: { one: '{n} minutt', other: '{n} minutter' },
    },
    call: {
      voice: { id: 'Ida', engine: 'Neural', languageCode: 'nb-NO' },
      greeting: 'Hei. Dette er {brand}. Vi ringer med koden du har bedt om.',
      pressKey: 'Trykk på en hvilken som helst tast for å høre koden.',
      codeIntro: 'Koden er:',
      again: 'En gang til:',
      repeat: 'Trykk på en hvilken som helst tast for å høre den igjen.',
      noKey: 'Ingen tast ble trykket. Ha det bra.',
      goodbye: 'Ikke del koden med noen. Ha det bra.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'Tofaktorautentisering er slått på',
        body: 'Tofaktorautentisering med en autentiseringsapp er slått på for kontoen din hos {brand}.',
      },
      enabledPhone: {
        subject: 'Tofaktorautentisering er slått på',
        body: 'Tofaktorautentisering med koder på SMS eller anrop er slått på for kontoen din hos {brand}.',
      },
      changedToTotp: {
        subject: 'Måten du logger inn på, er endret',
        body: 'Kontoen din hos {brand} ber nå om en kode fra en autentiseringsapp og ikke lenger om en kode på SMS eller anrop.',
      },
      changedToPhone: {
        subject: 'Måten du logger inn på, er endret',
        body: 'Kontoen din hos {brand} ber nå om en kode på SMS eller anrop og ikke lenger om en kode fra en autentiseringsapp.',
      },
      authenticatorReplaced: {
        subject: 'Autentiseringsappen din er byttet ut',
        body: 'En ny autentiseringsapp er satt opp for kontoen din hos {brand}. Koder fra den gamle virker ikke lenger.',
      },
      phoneNumberChanged: {
        subject: 'Telefonnummeret ditt for koder er endret',
        body: 'Koder for kontoen din hos {brand} sendes nå til et annet telefonnummer. Det gamle nummeret får ikke flere.',
      },
      disabled: {
        subject: 'Tofaktorautentisering er slått av',
        body: 'Tofaktorautentisering er slått av for kontoen din hos {brand}. Nå er passordet nok til å logge inn.',
      },
      backupCodesReplaced: {
        subject: 'Nye reservekoder er opprettet',
        body: 'Nye reservekoder er opprettet for kontoen din hos {brand}. De gamle virker ikke lenger.',
      },
      backupCodeUsed: {
        subject: 'En reservekode er brukt',
        body: 'En reservekode er brukt for kontoen din hos {brand}.',
      },
      backupCodesLow: {
        subject: 'Gjør noe nå: Du har snart ikke flere reservekoder',
        body: 'En reservekode er brukt for kontoen din hos {brand}. Lag nye reservekoder nå: Uten dem kan du miste tilgangen til kontoen.',
      },
      wrongCodes: {
        subject: 'Det er tastet inn feil koder',
        body: 'Det er flere ganger tastet inn feil koder for kontoen din hos {brand}. Den som gjorde det, var forbi det første trinnet i innloggingen og kjenner kanskje passordet ditt.',
      },
      locked: {
        subject: 'Kontoen din er låst',
        body: 'Det er tastet inn for mange feil koder for kontoen din hos {brand}. Til {until} kan du bare logge inn med en reservekode.',
      },
      requestsExceeded: {
        subject: 'Det kan ikke sendes flere koder akkurat nå',
        body: 'Det er bedt om så mange koder på SMS eller via anrop for kontoen din hos {brand} eller telefonnummeret ditt som kan sendes på ett døgn. Det kan ikke sendes flere før {until}. Hvis du har en reservekode, kan du logge inn med den.',
      },
      resetFactors: {
        subject: 'Kundestøtten har fjernet tofaktorautentiseringen din',
        body: 'Kundestøtten vår har fjernet tofaktorautentiseringen og reservekodene for kontoen din hos {brand}. Sett den opp på nytt neste gang du logger inn.',
      },
      resetLimits: {
        subject: 'Kundestøtten har opphevet begrensningene på kontoen din',
        body: 'Kundestøtten vår har opphevet begrensningene på koder for kontoen din hos {brand}. Du kan prøve igjen nå.',
      },
    },
    codesLeft: 'Reservekoder igjen: {remaining}',
    lastForNow: 'Hvis dette skjer igjen snart, får du ikke en melding hver gang.',
    when: 'Tidspunkt: {time}',
    wasYou: 'Hvis dette var deg, eller du ba om det, trenger du ikke å gjøre noe mer.',
    notYou: 'Var det ikke deg?',
    notYouAction: 'Bytt passord med en gang, og ta kontakt med kundestøtten vår.',
    toSupport: 'Kontakt kundestøtten',
    toAccount: 'Gå til kontoen din',
    footnote:
      'Du får denne meldingen fordi den gjelder sikkerheten til kontoen din hos {brand}. Vi ber deg aldri om koder, verken på e-post eller telefon.',
  },
  recommendation: {
    subject: 'Beskytt kontoen din med en ekstra faktor',
    body: 'Et passord kan gjettes eller stjeles. Med tofaktorautentisering kommer ingen inn på kontoen din hos {brand} uten en kode som bare du har.',
    how: 'Slå det på i kontoen din: med en autentiseringsapp, som er det sikreste, eller med koder på SMS eller anrop. Det tar omtrent to minutter.',
    howInShort: 'Slå det på i kontoen din. Det tar omtrent to minutter.',
    link: 'Slå på tofaktorautentisering',
    footnote: 'Du får denne meldingen fordi du har en konto hos {brand}.',
  },
};
