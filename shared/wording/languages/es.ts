/** The wording in Spanish. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{code} es su clave de {brand}. Caduca en {minutes}. No la comparta con nadie.',
      brief: '{code} es su clave de {brand}.',
      minutes: { one: '{n} minuto', other: '{n} minutos' },
    },
    call: {
      voice: { id: 'Lucia', engine: 'Neural', languageCode: 'es-ES' },
      greeting: 'Hola. Le llama {brand}. Llamamos para darle el código que ha solicitado.',
      pressKey: 'Para escuchar su código, pulse cualquier tecla.',
      codeIntro: 'Su código es:',
      again: 'De nuevo:',
      repeat: 'Para volver a escucharlo, pulse cualquier tecla.',
      noKey: 'No se ha pulsado ninguna tecla. Adiós.',
      goodbye: 'No comparta el código con nadie. Adiós.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'La autenticación en dos pasos está activada',
        body: 'Se ha activado la autenticación en dos pasos con una aplicación de autenticación en su cuenta de {brand}.',
      },
      enabledPhone: {
        subject: 'La autenticación en dos pasos está activada',
        body: 'Se ha activado la autenticación en dos pasos con códigos por SMS o llamada en su cuenta de {brand}.',
      },
      changedToTotp: {
        subject: 'Ha cambiado su forma de iniciar sesión',
        body: 'Su cuenta de {brand} pide ahora un código de una aplicación de autenticación y ya no un código por SMS o llamada.',
      },
      changedToPhone: {
        subject: 'Ha cambiado su forma de iniciar sesión',
        body: 'Su cuenta de {brand} pide ahora un código por SMS o llamada y ya no un código de una aplicación de autenticación.',
      },
      authenticatorReplaced: {
        subject: 'Se ha sustituido su aplicación de autenticación',
        body: 'Se ha configurado una nueva aplicación de autenticación en su cuenta de {brand}. Los códigos de la anterior ya no sirven.',
      },
      phoneNumberChanged: {
        subject: 'Ha cambiado su número de teléfono para los códigos',
        body: 'Los códigos de su cuenta de {brand} se envían ahora a otro número de teléfono. El número anterior ya no los recibe.',
      },
      disabled: {
        subject: 'La autenticación en dos pasos está desactivada',
        body: 'Se ha desactivado la autenticación en dos pasos en su cuenta de {brand}. Ahora basta la contraseña para iniciar sesión.',
      },
      backupCodesReplaced: {
        subject: 'Se han creado nuevos códigos de respaldo',
        body: 'Se han creado nuevos códigos de respaldo para su cuenta de {brand}. Los anteriores ya no sirven.',
      },
      backupCodeUsed: {
        subject: 'Se ha usado un código de respaldo',
        body: 'Se ha usado un código de respaldo en su cuenta de {brand}.',
      },
      backupCodesLow: {
        subject: 'Actúe ahora: se le están acabando los códigos de respaldo',
        body: 'Se ha usado un código de respaldo en su cuenta de {brand}. Cree ahora nuevos códigos de respaldo: sin ellos podría perder el acceso a su cuenta.',
      },
      wrongCodes: {
        subject: 'Se han introducido códigos incorrectos',
        body: 'Se han introducido varias veces códigos incorrectos en su cuenta de {brand}. Quien lo hizo había superado el primer paso del inicio de sesión y puede que conozca su contraseña.',
      },
      locked: {
        subject: 'Su cuenta está bloqueada',
        body: 'Se han introducido demasiados códigos incorrectos en su cuenta de {brand}. Solo podrá iniciar sesión con un código de respaldo hasta esta hora: {until}.',
      },
      requestsExceeded: {
        subject: 'Por ahora no se pueden enviar más códigos',
        body: 'Se han solicitado todos los códigos por SMS o llamada que se pueden enviar en un día para su cuenta de {brand} o su número de teléfono. Si tiene un código de respaldo, puede iniciar sesión con él. No se podrán enviar más códigos hasta esta hora: {until}.',
      },
      resetFactors: {
        subject: 'Soporte ha eliminado su autenticación en dos pasos',
        body: 'Nuestro equipo de soporte ha eliminado la autenticación en dos pasos y los códigos de respaldo de su cuenta de {brand}. Configúrela de nuevo la próxima vez que inicie sesión.',
      },
      resetLimits: {
        subject: 'Soporte ha levantado los límites de su cuenta',
        body: 'Nuestro equipo de soporte ha levantado los límites de códigos de su cuenta de {brand}. Ya puede volver a intentarlo.',
      },
    },
    codesLeft: 'Códigos de respaldo restantes: {remaining}',
    lastForNow: 'Si vuelve a ocurrir pronto, no recibirá un mensaje cada vez.',
    when: 'Fecha y hora: {time}',
    wasYou: 'Si ha sido usted o lo ha solicitado, no tiene que hacer nada más.',
    notYou: '¿No ha sido usted?',
    notYouAction: 'Cambie su contraseña de inmediato y póngase en contacto con nuestro equipo de soporte.',
    toSupport: 'Contactar con soporte',
    toAccount: 'Ir a su cuenta',
    footnote:
      'Recibe este mensaje porque afecta a la seguridad de su cuenta de {brand}. Nunca le pedimos códigos, ni por correo ni por teléfono.',
  },
  recommendation: {
    subject: 'Proteja su cuenta con un segundo factor',
    body: 'Una contraseña se puede adivinar o robar. Con la autenticación en dos pasos, nadie entra en su cuenta de {brand} sin un código que solo usted tiene.',
    how: 'Actívela en su cuenta: con una aplicación de autenticación, lo más seguro, o con códigos por SMS o llamada. Se tarda unos dos minutos.',
    howInShort: 'Actívela en su cuenta. Se tarda unos dos minutos.',
    link: 'Activar la autenticación en dos pasos',
    footnote: 'Recibe este mensaje porque tiene una cuenta de {brand}.',
  },
};
