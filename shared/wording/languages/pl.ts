/** The wording in Polish. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} to kod do {brand}. Limit czasu: {minutes}. Nie podawaj go nikomu.',
      brief: '{code} to kod do {brand}.',
      minutes: { one: '{n} minuta', few: '{n} minuty', other: '{n} minut' },
    },
    call: {
      voice: { id: 'Ola', engine: 'Neural', languageCode: 'pl-PL' },
      greeting: 'Dzień dobry. Mówi {brand}. Dzwonimy, aby podać zamówiony kod.',
      pressKey: 'Aby usłyszeć kod, naciśnij dowolny klawisz.',
      codeIntro: 'Twój kod to:',
      again: 'Powtarzam:',
      repeat: 'Aby usłyszeć go ponownie, naciśnij dowolny klawisz.',
      noKey: 'Nie naciśnięto żadnego klawisza. Do widzenia.',
      goodbye: 'Nie podawaj kodu nikomu. Do widzenia.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'Uwierzytelnianie dwuskładnikowe jest włączone',
        body: 'Na Twoim koncie {brand} włączono uwierzytelnianie dwuskładnikowe za pomocą aplikacji uwierzytelniającej.',
      },
      enabledPhone: {
        subject: 'Uwierzytelnianie dwuskładnikowe jest włączone',
        body: 'Na Twoim koncie {brand} włączono uwierzytelnianie dwuskładnikowe za pomocą kodów przez SMS lub połączenie.',
      },
      changedToTotp: {
        subject: 'Zmieniono sposób logowania',
        body: 'Twoje konto {brand} prosi teraz o kod z aplikacji uwierzytelniającej, a nie o kod przez SMS lub połączenie.',
      },
      changedToPhone: {
        subject: 'Zmieniono sposób logowania',
        body: 'Twoje konto {brand} prosi teraz o kod przez SMS lub połączenie, a nie o kod z aplikacji uwierzytelniającej.',
      },
      authenticatorReplaced: {
        subject: 'Zmieniono Twoją aplikację uwierzytelniającą',
        body: 'Na Twoim koncie {brand} skonfigurowano nową aplikację uwierzytelniającą. Kody ze starej już nie działają.',
      },
      phoneNumberChanged: {
        subject: 'Zmieniono Twój numer telefonu do kodów',
        body: 'Kody do Twojego konta {brand} są teraz wysyłane na inny numer telefonu. Na stary numer już nie przychodzą.',
      },
      disabled: {
        subject: 'Uwierzytelnianie dwuskładnikowe jest wyłączone',
        body: 'Na Twoim koncie {brand} wyłączono uwierzytelnianie dwuskładnikowe. Do zalogowania wystarczy teraz hasło.',
      },
      backupCodesReplaced: {
        subject: 'Utworzono nowe kody zapasowe',
        body: 'Dla Twojego konta {brand} utworzono nowe kody zapasowe. Stare już nie działają.',
      },
      backupCodeUsed: {
        subject: 'Użyto kodu zapasowego',
        body: 'Na Twoim koncie {brand} użyto kodu zapasowego.',
      },
      backupCodesLow: {
        subject: 'Działaj teraz: kończą się Twoje kody zapasowe',
        body: 'Na Twoim koncie {brand} użyto kodu zapasowego. Utwórz teraz nowe kody zapasowe: bez nich możesz stracić dostęp do konta.',
      },
      wrongCodes: {
        subject: 'Wprowadzono błędne kody',
        body: 'Na Twoim koncie {brand} kilka razy wprowadzono błędne kody. Osoba, która to zrobiła, przeszła pierwszy krok logowania i może znać Twoje hasło.',
      },
      locked: {
        subject: 'Twoje konto jest zablokowane',
        body: 'Na Twoim koncie {brand} wprowadzono zbyt wiele błędnych kodów. Możesz zalogować się tylko kodem zapasowym do tego czasu: {until}.',
      },
      requestsExceeded: {
        subject: 'Na razie nie można wysłać więcej kodów',
        body: 'Dla Twojego konta {brand} lub numeru telefonu poproszono już o tyle kodów SMS-em lub telefonicznie, ile można wysłać w ciągu jednego dnia. Jeśli masz kod zapasowy, możesz się nim zalogować. Kolejnych kodów nie można wysłać do tego czasu: {until}.',
      },
      resetFactors: {
        subject: 'Pomoc techniczna usunęła Twoje uwierzytelnianie dwuskładnikowe',
        body: 'Nasza pomoc techniczna usunęła z Twojego konta {brand} uwierzytelnianie dwuskładnikowe i kody zapasowe. Skonfiguruj je ponownie przy następnym logowaniu.',
      },
      resetLimits: {
        subject: 'Pomoc techniczna zniosła limity na Twoim koncie',
        body: 'Nasza pomoc techniczna zniosła limity kodów na Twoim koncie {brand}. Możesz spróbować ponownie.',
      },
    },
    codesLeft: 'Pozostałe kody zapasowe: {remaining}',
    lastForNow: 'Jeśli wkrótce zdarzy się to ponownie, nie otrzymasz wiadomości za każdym razem.',
    when: 'Data i godzina: {time}',
    wasYou: 'Jeśli to Ty lub stało się to na Twoją prośbę, nie musisz nic więcej robić.',
    notYou: 'To nie Ty?',
    notYouAction: 'Natychmiast zmień hasło i skontaktuj się z naszą pomocą techniczną.',
    toSupport: 'Kontakt z pomocą techniczną',
    toAccount: 'Przejdź do swojego konta',
    footnote:
      'Otrzymujesz tę wiadomość, ponieważ dotyczy bezpieczeństwa Twojego konta {brand}. Nigdy nie prosimy o kody, ani pocztą elektroniczną, ani telefonicznie.',
  },
  recommendation: {
    subject: 'Chroń swoje konto drugim składnikiem',
    body: 'Hasło można odgadnąć lub ukraść. Dzięki uwierzytelnianiu dwuskładnikowemu nikt nie dostanie się do Twojego konta {brand} bez kodu, który masz tylko Ty.',
    how: 'Włącz je na swoim koncie: najbezpieczniej za pomocą aplikacji uwierzytelniającej albo kodów przez SMS lub połączenie. Zajmie to około dwóch minut.',
    howInShort: 'Włącz je na swoim koncie. Zajmie to około dwóch minut.',
    link: 'Włącz uwierzytelnianie dwuskładnikowe',
    footnote: 'Otrzymujesz tę wiadomość, ponieważ masz konto {brand}.',
  },
};
