/** The wording in Finnish. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} on koodisi palveluun {brand}. Se vanhenee {minutes} kuluttua. Älä kerro sitä kenellekään.',
      brief: '{code} on koodisi: {brand}.',
      minutes: { other: '{n} minuutin' },
    },
    call: {
      voice: { id: 'Suvi', engine: 'Neural', languageCode: 'fi-FI' },
      greeting: 'Hei. Täällä on {brand}. Soitamme kertoaksemme pyytämäsi koodin.',
      pressKey: 'Kuule koodisi painamalla mitä tahansa näppäintä.',
      codeIntro: 'Koodisi on:',
      again: 'Uudelleen:',
      repeat: 'Kuule koodi uudelleen painamalla mitä tahansa näppäintä.',
      noKey: 'Mitään näppäintä ei painettu. Kuulemiin.',
      goodbye: 'Älä kerro koodia kenellekään. Kuulemiin.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'Kaksivaiheinen tunnistautuminen on käytössä',
        body: 'Kaksivaiheinen tunnistautuminen todennussovelluksella on otettu käyttöön tililläsi ({brand}).',
      },
      enabledPhone: {
        subject: 'Kaksivaiheinen tunnistautuminen on käytössä',
        body: 'Kaksivaiheinen tunnistautuminen tekstiviestillä tai puhelulla saatavilla koodeilla on otettu käyttöön tililläsi ({brand}).',
      },
      changedToTotp: {
        subject: 'Kirjautumistapasi on muuttunut',
        body: 'Tilisi ({brand}) pyytää nyt todennussovelluksen koodia eikä enää tekstiviestillä tai puhelulla saatavaa koodia.',
      },
      changedToPhone: {
        subject: 'Kirjautumistapasi on muuttunut',
        body: 'Tilisi ({brand}) pyytää nyt tekstiviestillä tai puhelulla saatavaa koodia eikä enää todennussovelluksen koodia.',
      },
      authenticatorReplaced: {
        subject: 'Todennussovelluksesi on vaihdettu',
        body: 'Tilillesi ({brand}) on määritetty uusi todennussovellus. Vanhan sovelluksen koodit eivät enää toimi.',
      },
      phoneNumberChanged: {
        subject: 'Koodien puhelinnumerosi on vaihdettu',
        body: 'Tilisi ({brand}) koodit lähetetään nyt toiseen puhelinnumeroon. Vanhaan numeroon niitä ei enää tule.',
      },
      disabled: {
        subject: 'Kaksivaiheinen tunnistautuminen on poistettu käytöstä',
        body: 'Kaksivaiheinen tunnistautuminen on poistettu käytöstä tililläsi ({brand}). Nyt kirjautumiseen riittää salasana.',
      },
      backupCodesReplaced: {
        subject: 'Uudet varakoodit on luotu',
        body: 'Tilillesi ({brand}) on luotu uudet varakoodit. Vanhat eivät enää toimi.',
      },
      backupCodeUsed: {
        subject: 'Varakoodi on käytetty',
        body: 'Tililläsi ({brand}) on käytetty varakoodi.',
      },
      backupCodesLow: {
        subject: 'Toimi heti: varakoodisi ovat loppumassa',
        body: 'Tililläsi ({brand}) on käytetty varakoodi. Luo uudet varakoodit nyt: ilman niitä voit menettää pääsyn tilillesi.',
      },
      wrongCodes: {
        subject: 'Vääriä koodeja on syötetty',
        body: 'Tilillesi ({brand}) on syötetty useita kertoja vääriä koodeja. Syöttäjä oli läpäissyt kirjautumisen ensimmäisen vaiheen ja saattaa tietää salasanasi.',
      },
      locked: {
        subject: 'Tilisi on lukittu',
        body: 'Tilillesi ({brand}) on syötetty liian monta väärää koodia. Voit kirjautua vain varakoodilla tähän asti: {until}.',
      },
      requestsExceeded: {
        subject: 'Koodeja ei voi nyt lähettää enempää',
        body: 'Tilillesi ({brand}) tai puhelinnumeroosi on pyydetty niin monta koodia tekstiviestillä tai puhelulla kuin vuorokaudessa voidaan lähettää. Jos sinulla on varakoodi, voit kirjautua sillä. Lisää koodeja voidaan lähettää vasta tämän jälkeen: {until}.',
      },
      resetFactors: {
        subject: 'Tuki on poistanut kaksivaiheisen tunnistautumisesi',
        body: 'Tukemme on poistanut tililtäsi ({brand}) kaksivaiheisen tunnistautumisen ja varakoodit. Ota se uudelleen käyttöön, kun kirjaudut seuraavan kerran.',
      },
      resetLimits: {
        subject: 'Tuki on poistanut tilisi rajoitukset',
        body: 'Tukemme on poistanut koodeja koskevat rajoitukset tililtäsi ({brand}). Voit nyt yrittää uudelleen.',
      },
    },
    codesLeft: 'Varakoodeja jäljellä: {remaining}',
    lastForNow: 'Jos tämä toistuu pian, et saa viestiä joka kerta.',
    when: 'Aika: {time}',
    wasYou: 'Jos teit tämän itse tai pyysit sitä, sinun ei tarvitse tehdä muuta.',
    notYou: 'Etkö se ollut sinä?',
    notYouAction: 'Vaihda salasanasi heti ja ota yhteyttä tukeemme.',
    toSupport: 'Ota yhteyttä tukeen',
    toAccount: 'Siirry tilillesi',
    footnote:
      'Saat tämän viestin, koska se koskee tilisi ({brand}) turvallisuutta. Emme koskaan pyydä sinulta koodeja sähköpostitse emmekä puhelimitse.',
  },
  recommendation: {
    subject: 'Suojaa tilisi toisella tunnistautumisvaiheella',
    body: 'Salasana voidaan arvata tai varastaa. Kaksivaiheisen tunnistautumisen ansiosta kukaan ei pääse tilillesi ({brand}) ilman koodia, joka on vain sinulla.',
    how: 'Ota se käyttöön tililläsi: turvallisimmin todennussovelluksella tai tekstiviestillä tai puhelulla saatavilla koodeilla. Siihen menee noin kaksi minuuttia.',
    howInShort: 'Ota se käyttöön tililläsi. Siihen menee noin kaksi minuuttia.',
    link: 'Ota kaksivaiheinen tunnistautuminen käyttöön',
    footnote: 'Saat tämän viestin, koska sinulla on tili ({brand}).',
  },
};
