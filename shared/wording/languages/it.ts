/** The wording in Italian. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} è il codice per {brand}. Scade tra {minutes}. Non comunicarlo a nessuno.',
      brief: '{code} è il codice per {brand}.',
      minutes: { one: '{n} minuto', other: '{n} minuti' },
    },
    call: {
      voice: { id: 'Bianca', engine: 'Neural', languageCode: 'it-IT' },
      greeting: 'Salve. Qui {brand}. La chiamiamo per comunicarle il codice che ha richiesto.',
      pressKey: 'Per ascoltare il codice, prema un tasto qualsiasi.',
      codeIntro: 'Il codice è:',
      again: 'Ripeto:',
      repeat: 'Per riascoltarlo, prema un tasto qualsiasi.',
      noKey: 'Non è stato premuto alcun tasto. Arrivederci.',
      goodbye: 'Non comunichi il codice a nessuno. Arrivederci.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'L’autenticazione a due fattori è attiva',
        body: 'L’autenticazione a due fattori con un’app di autenticazione è stata attivata per il suo account {brand}.',
      },
      enabledPhone: {
        subject: 'L’autenticazione a due fattori è attiva',
        body: 'L’autenticazione a due fattori con codici via SMS o chiamata è stata attivata per il suo account {brand}.',
      },
      changedToTotp: {
        subject: 'Il suo metodo di accesso è cambiato',
        body: 'Il suo account {brand} chiede ora un codice di un’app di autenticazione e non più un codice via SMS o chiamata.',
      },
      changedToPhone: {
        subject: 'Il suo metodo di accesso è cambiato',
        body: 'Il suo account {brand} chiede ora un codice via SMS o chiamata e non più un codice di un’app di autenticazione.',
      },
      authenticatorReplaced: {
        subject: 'La sua app di autenticazione è stata sostituita',
        body: 'Una nuova app di autenticazione è stata configurata per il suo account {brand}. I codici di quella vecchia non funzionano più.',
      },
      phoneNumberChanged: {
        subject: 'Il suo numero di telefono per i codici è cambiato',
        body: 'I codici per il suo account {brand} vengono ora inviati a un altro numero di telefono. Il vecchio numero non ne riceve più.',
      },
      disabled: {
        subject: 'L’autenticazione a due fattori è disattivata',
        body: 'L’autenticazione a due fattori è stata disattivata per il suo account {brand}. Ora per accedere basta la password.',
      },
      backupCodesReplaced: {
        subject: 'Sono stati creati nuovi codici di backup',
        body: 'Sono stati creati nuovi codici di backup per il suo account {brand}. Quelli vecchi non funzionano più.',
      },
      backupCodeUsed: {
        subject: 'È stato usato un codice di backup',
        body: 'È stato usato un codice di backup per il suo account {brand}.',
      },
      backupCodesLow: {
        subject: 'Agisca ora: i suoi codici di backup stanno per finire',
        body: 'È stato usato un codice di backup per il suo account {brand}. Crei subito nuovi codici di backup: senza, potrebbe perdere l’accesso al suo account.',
      },
      wrongCodes: {
        subject: 'Sono stati inseriti codici errati',
        body: 'Sono stati inseriti più volte codici errati per il suo account {brand}. Chi lo ha fatto aveva superato il primo passaggio dell’accesso e potrebbe conoscere la sua password.',
      },
      locked: {
        subject: 'Il suo account è bloccato',
        body: 'Sono stati inseriti troppi codici errati per il suo account {brand}. Può accedere solo con un codice di backup fino a questo momento: {until}.',
      },
      requestsExceeded: {
        subject: 'Per ora non è possibile inviare altri codici',
        body: 'Sono stati richiesti tutti i codici via SMS o chiamata che si possono inviare in un giorno per il suo account {brand} o il suo numero di telefono. Se ha un codice di backup, può usarlo per accedere. Non è possibile inviare altri codici fino a questo momento: {until}.',
      },
      resetFactors: {
        subject: 'L’assistenza ha rimosso la sua autenticazione a due fattori',
        body: 'La nostra assistenza ha rimosso l’autenticazione a due fattori e i codici di backup del suo account {brand}. La configuri di nuovo al prossimo accesso.',
      },
      resetLimits: {
        subject: 'L’assistenza ha rimosso i limiti del suo account',
        body: 'La nostra assistenza ha rimosso i limiti sui codici del suo account {brand}. Ora può riprovare.',
      },
    },
    codesLeft: 'Codici di backup rimasti: {remaining}',
    lastForNow: 'Se dovesse succedere di nuovo a breve, non riceverà un messaggio ogni volta.',
    when: 'Data e ora: {time}',
    wasYou: 'Se è stato lei o lo ha richiesto, non deve fare altro.',
    notYou: 'Non è stato lei?',
    notYouAction: 'Cambi subito la password e contatti la nostra assistenza.',
    toSupport: 'Contatta l’assistenza',
    toAccount: 'Vai al suo account',
    footnote:
      'Riceve questo messaggio perché riguarda la sicurezza del suo account {brand}. Non le chiediamo mai codici, né per e-mail né per telefono.',
  },
  recommendation: {
    subject: 'Protegga il suo account con un secondo fattore',
    body: 'Una password può essere indovinata o rubata. Con l’autenticazione a due fattori nessuno entra nel suo account {brand} senza un codice che ha solo lei.',
    how: 'La attivi nel suo account: con un’app di autenticazione, il modo più sicuro, o con codici via SMS o chiamata. Bastano circa due minuti.',
    howInShort: 'La attivi nel suo account. Bastano circa due minuti.',
    link: 'Attiva l’autenticazione a due fattori',
    footnote: 'Riceve questo messaggio perché ha un account {brand}.',
  },
};
