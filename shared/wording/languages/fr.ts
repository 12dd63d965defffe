/** The wording in French. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} est votre code {brand}. Il expire dans {minutes}. Ne le communiquez à personne.',
      brief: '{code} est votre code {brand}.',
      minutes: { one: '{n} minute', other: '{n} minutes' },
    },
    call: {
      voice: { id: 'Lea', engine: 'Neural', languageCode: 'fr-FR' },
      greeting: 'Bonjour. Ici {brand}. Nous vous appelons pour vous donner le code que vous avez demandé.',
      pressKey: "Pour entendre votre code, appuyez sur n'importe quelle touche.",
      codeIntro: 'Votre code est :',
      again: 'Je répète :',
      repeat: "Pour l'entendre à nouveau, appuyez sur n'importe quelle touche.",
      noKey: "Aucune touche n'a été pressée. Au revoir.",
      goodbye: 'Ne communiquez ce code à personne. Au revoir.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'L’authentification à deux facteurs est activée',
        body: 'L’authentification à deux facteurs avec une application d’authentification a été activée pour votre compte {brand}.',
      },
      enabledPhone: {
        subject: 'L’authentification à deux facteurs est activée',
        body: 'L’authentification à deux facteurs avec des codes par SMS ou par appel a été activée pour votre compte {brand}.',
      },
      changedToTotp: {
        subject: 'Votre mode de connexion a changé',
        body: 'Votre compte {brand} demande désormais un code d’une application d’authentification et non plus un code par SMS ou par appel.',
      },
      changedToPhone: {
        subject: 'Votre mode de connexion a changé',
        body: 'Votre compte {brand} demande désormais un code par SMS ou par appel et non plus un code d’une application d’authentification.',
      },
      authenticatorReplaced: {
        subject: 'Votre application d’authentification a été remplacée',
        body: 'Une nouvelle application d’authentification a été configurée pour votre compte {brand}. Les codes de l’ancienne ne fonctionnent plus.',
      },
      phoneNumberChanged: {
        subject: 'Votre numéro de téléphone pour les codes a changé',
        body: 'Les codes de votre compte {brand} sont désormais envoyés à un autre numéro. L’ancien numéro n’en reçoit plus.',
      },
      disabled: {
        subject: 'L’authentification à deux facteurs est désactivée',
        body: 'L’authentification à deux facteurs a été désactivée pour votre compte {brand}. Le mot de passe seul suffit maintenant pour se connecter.',
      },
      backupCodesReplaced: {
        subject: 'De nouveaux codes de secours ont été créés',
        body: 'De nouveaux codes de secours ont été créés pour votre compte {brand}. Les anciens ne fonctionnent plus.',
      },
      backupCodeUsed: {
        subject: 'Un code de secours a été utilisé',
        body: 'Un code de secours a été utilisé pour votre compte {brand}.',
      },
      backupCodesLow: {
        subject: 'Agissez maintenant : vos codes de secours s’épuisent',
        body: 'Un code de secours a été utilisé pour votre compte {brand}. Créez dès maintenant de nouveaux codes de secours : sans eux, vous risquez de perdre l’accès à votre compte.',
      },
      wrongCodes: {
        subject: 'Des codes erronés ont été saisis',
        body: 'Des codes erronés ont été saisis plusieurs fois pour votre compte {brand}. La personne qui l’a fait avait passé la première étape de la connexion et connaît peut-être votre mot de passe.',
      },
      locked: {
        subject: 'Votre compte est verrouillé',
        body: 'Trop de codes erronés ont été saisis pour votre compte {brand}. Jusqu’à cette date, vous ne pouvez vous connecter qu’avec un code de secours : {until}.',
      },
      requestsExceeded: {
        subject: 'Plus aucun code ne peut être envoyé pour le moment',
        body: 'Tous les codes par SMS ou par appel pouvant être envoyés en une journée pour votre compte {brand} ou votre numéro de téléphone ont été demandés. Si vous avez un code de secours, vous pouvez l’utiliser pour vous connecter. Aucun autre code ne peut être envoyé jusqu’à cette date : {until}.',
      },
      resetFactors: {
        subject: 'L’assistance a supprimé votre authentification à deux facteurs',
        body: 'Notre assistance a supprimé l’authentification à deux facteurs et les codes de secours de votre compte {brand}. Veuillez la configurer de nouveau lors de votre prochaine connexion.',
      },
      resetLimits: {
        subject: 'L’assistance a levé les limites de votre compte',
        body: 'Notre assistance a levé les limites relatives aux codes de votre compte {brand}. Vous pouvez réessayer dès maintenant.',
      },
    },
    codesLeft: 'Codes de secours restants : {remaining}',
    lastForNow: 'Si cela se reproduit bientôt, vous ne recevrez pas de message à chaque fois.',
    when: 'Date et heure : {time}',
    wasYou: 'Si c’était vous ou si vous l’avez demandé, vous n’avez rien d’autre à faire.',
    notYou: 'Ce n’était pas vous ?',
    notYouAction: 'Changez immédiatement votre mot de passe et contactez notre assistance.',
    toSupport: 'Contacter l’assistance',
    toAccount: 'Accéder à votre compte',
    footnote:
      'Vous recevez ce message parce qu’il concerne la sécurité de votre compte {brand}. Nous ne vous demandons jamais de codes, ni par e-mail ni par téléphone.',
  },
  recommendation: {
    subject: 'Protégez votre compte avec un second facteur',
    body: 'Un mot de passe peut être deviné ou volé. Avec l’authentification à deux facteurs, personne n’accède à votre compte {brand} sans un code que vous êtes seul à détenir.',
    how: 'Activez-la dans votre compte : avec une application d’authentification, le plus sûr, ou avec des codes par SMS ou par appel. Cela prend environ deux minutes.',
    howInShort: 'Activez-la dans votre compte. Cela prend environ deux minutes.',
    link: 'Activer l’authentification à deux facteurs',
    footnote: 'Vous recevez ce message parce que vous avez un compte {brand}.',
  },
};
