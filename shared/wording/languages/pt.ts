/** The wording in Portuguese, as in Brazil. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} é a sua senha de acesso a {brand}. Expira em {minutes}. Nunca a informe a ninguém.',
      brief: '{code} é a sua senha: {brand}.',
      minutes: { one: '{n} minuto', other: '{n} minutos' },
    },
    call: {
      voice: { id: 'Camila', engine: 'Neural', languageCode: 'pt-BR' },
      greeting: 'Olá. Aqui é {brand}. Estamos ligando para informar o código que você solicitou.',
      pressKey: 'Para ouvir o seu código, pressione qualquer tecla.',
      codeIntro: 'O seu código é:',
      again: 'Mais uma vez:',
      repeat: 'Para ouvir novamente, pressione qualquer tecla.',
      noKey: 'Nenhuma tecla foi pressionada. Até logo.',
      goodbye: 'Não compartilhe o código com ninguém. Até logo.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'A autenticação em dois fatores está ativada',
        body: 'A autenticação em dois fatores com um aplicativo autenticador foi ativada na sua conta {brand}.',
      },
      enabledPhone: {
        subject: 'A autenticação em dois fatores está ativada',
        body: 'A autenticação em dois fatores com códigos por SMS ou ligação foi ativada na sua conta {brand}.',
      },
      changedToTotp: {
        subject: 'Sua forma de entrar foi alterada',
        body: 'Sua conta {brand} agora pede um código de um aplicativo autenticador, e não mais um código por SMS ou ligação.',
      },
      changedToPhone: {
        subject: 'Sua forma de entrar foi alterada',
        body: 'Sua conta {brand} agora pede um código por SMS ou ligação, e não mais um código de um aplicativo autenticador.',
      },
      authenticatorReplaced: {
        subject: 'Seu aplicativo autenticador foi substituído',
        body: 'Um novo aplicativo autenticador foi configurado na sua conta {brand}. Os códigos do antigo não funcionam mais.',
      },
      phoneNumberChanged: {
        subject: 'Seu número de telefone para códigos foi alterado',
        body: 'Os códigos da sua conta {brand} agora são enviados para outro número de telefone. O número antigo não recebe mais nenhum.',
      },
      disabled: {
        subject: 'A autenticação em dois fatores está desativada',
        body: 'A autenticação em dois fatores foi desativada na sua conta {brand}. Agora basta a senha para entrar.',
      },
      backupCodesReplaced: {
        subject: 'Novos códigos de backup foram criados',
        body: 'Novos códigos de backup foram criados para a sua conta {brand}. Os antigos não funcionam mais.',
      },
      backupCodeUsed: {
        subject: 'Um código de backup foi usado',
        body: 'Um código de backup foi usado na sua conta {brand}.',
      },
      backupCodesLow: {
        subject: 'Aja agora: seus códigos de backup estão acabando',
        body: 'Um código de backup foi usado na sua conta {brand}. Crie novos códigos de backup agora: sem eles, você pode perder o acesso à sua conta.',
      },
      wrongCodes: {
        subject: 'Foram digitados códigos errados',
        body: 'Foram digitados códigos errados várias vezes na sua conta {brand}. Quem fez isso já tinha passado pela primeira etapa do login e talvez conheça a sua senha.',
      },
      locked: {
        subject: 'Sua conta está bloqueada',
        body: 'Foram digitados códigos errados demais na sua conta {brand}. Você só pode entrar com um código de backup até este momento: {until}.',
      },
      requestsExceeded: {
        subject: 'Por enquanto não é possível enviar mais códigos',
        body: 'Foram solicitados todos os códigos por SMS ou ligação que podem ser enviados em um dia para a sua conta {brand} ou o seu número de telefone. Se você tiver um código de backup, poderá entrar com ele. Não é possível enviar mais códigos até este momento: {until}.',
      },
      resetFactors: {
        subject: 'O suporte removeu sua autenticação em dois fatores',
        body: 'Nosso suporte removeu a autenticação em dois fatores e os códigos de backup da sua conta {brand}. Configure-a novamente na próxima vez que entrar.',
      },
      resetLimits: {
        subject: 'O suporte removeu os limites da sua conta',
        body: 'Nosso suporte removeu os limites de códigos da sua conta {brand}. Você já pode tentar novamente.',
      },
    },
    codesLeft: 'Códigos de backup restantes: {remaining}',
    lastForNow: 'Se isso acontecer de novo em breve, você não receberá uma mensagem toda vez.',
    when: 'Data e hora: {time}',
    wasYou: 'Se foi você ou se você pediu isso, não é preciso fazer mais nada.',
    notYou: 'Não foi você?',
    notYouAction: 'Altere sua senha imediatamente e fale com o nosso suporte.',
    toSupport: 'Falar com o suporte',
    toAccount: 'Ir para a sua conta',
    footnote:
      'Você recebeu esta mensagem porque ela trata da segurança da sua conta {brand}. Nunca pedimos códigos, nem por e-mail nem por telefone.',
  },
  recommendation: {
    subject: 'Proteja sua conta com um segundo fator',
    body: 'Uma senha pode ser adivinhada ou roubada. Com a autenticação em dois fatores, ninguém entra na sua conta {brand} sem um código que só você tem.',
    how: 'Ative-a na sua conta: com um aplicativo autenticador, que é o mais seguro, ou com códigos por SMS ou ligação. Leva cerca de dois minutos.',
    howInShort: 'Ative-a na sua conta. Leva cerca de dois minutos.',
    link: 'Ativar a autenticação em dois fatores',
    footnote: 'Você recebeu esta mensagem porque tem uma conta {brand}.',
  },
};
