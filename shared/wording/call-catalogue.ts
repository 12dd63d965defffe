/** What a call says in each language. No digit appears in it, so the only digits heard are the code's. */

import type { Locale } from './locale.ts';

export interface CallLines {
  /** Who calls and why; `{brand}`. */
  readonly greeting: string;
  /** Asks for a key, which no voicemail presses. */
  readonly pressKey: string;
  /** Before the code. */
  readonly codeIntro: string;
  /** Between the code and its repetition. */
  readonly again: string;
  /** Offers to say it all once more. */
  readonly repeat: string;
  /** When nobody pressed a key: that, and goodbye. */
  readonly noKey: string;
  /** After the code. */
  readonly goodbye: string;
}

export const CALLS: Readonly<Record<Locale, CallLines>> = {
  ar: {
    greeting: 'مرحبا. معك {brand}. نتصل بك لنعطيك الرمز الذي طلبته.',
    pressKey: 'لسماع الرمز، اضغط على أي مفتاح.',
    codeIntro: 'الرمز هو:',
    again: 'مرة أخرى:',
    repeat: 'لسماعه من جديد، اضغط على أي مفتاح.',
    noKey: 'لم يتم الضغط على أي مفتاح. مع السلامة.',
    goodbye: 'لا تشارك الرمز مع أحد. مع السلامة.',
  },
  da: {
    greeting: 'Hej. Det er {brand}. Vi ringer med den kode, du har bedt om.',
    pressKey: 'Tryk på en vilkårlig tast for at høre koden.',
    codeIntro: 'Koden er:',
    again: 'En gang til:',
    repeat: 'Tryk på en vilkårlig tast for at høre den igen.',
    noKey: 'Der blev ikke trykket på en tast. Farvel.',
    goodbye: 'Del ikke koden med nogen. Farvel.',
  },
  de: {
    greeting: 'Guten Tag. Hier ist {brand}. Wir rufen an, um Ihnen den angeforderten Code zu nennen.',
    pressKey: 'Drücken Sie eine beliebige Taste, um den Code zu hören.',
    codeIntro: 'Ihr Code lautet:',
    again: 'Noch einmal:',
    repeat: 'Um ihn erneut zu hören, drücken Sie eine beliebige Taste.',
    noKey: 'Es wurde keine Taste gedrückt. Auf Wiederhören.',
    goodbye: 'Geben Sie den Code an niemanden weiter. Auf Wiederhören.',
  },
  en: {
    greeting: 'Hello. This is {brand}. We are calling with the code that you asked for.',
    pressKey: 'To hear your code, press any key.',
    codeIntro: 'Your code is:',
    again: 'Once more:',
    repeat: 'To hear it again, press any key.',
    noKey: 'No key was pressed. Goodbye.',
    goodbye: 'Do not share the code with anyone. Goodbye.',
  },
  es: {
    greeting: 'Hola. Le llama {brand}. Llamamos para darle el código que ha solicitado.',
    pressKey: 'Para escuchar su código, pulse cualquier tecla.',
    codeIntro: 'Su código es:',
    again: 'De nuevo:',
    repeat: 'Para volver a escucharlo, pulse cualquier tecla.',
    noKey: 'No se ha pulsado ninguna tecla. Adiós.',
    goodbye: 'No comparta el código con nadie. Adiós.',
  },
  fi: {
    greeting: 'Hei. Täällä on {brand}. Soitamme kertoaksemme pyytämäsi koodin.',
    pressKey: 'Kuule koodisi painamalla mitä tahansa näppäintä.',
    codeIntro: 'Koodisi on:',
    again: 'Uudelleen:',
    repeat: 'Kuule koodi uudelleen painamalla mitä tahansa näppäintä.',
    noKey: 'Mitään näppäintä ei painettu. Kuulemiin.',
    goodbye: 'Älä kerro koodia kenellekään. Kuulemiin.',
  },
  fr: {
    greeting: 'Bonjour. Ici {brand}. Nous vous appelons pour vous donner le code que vous avez demandé.',
    pressKey: "Pour entendre votre code, appuyez sur n'importe quelle touche.",
    codeIntro: 'Votre code est :',
    again: 'Je répète :',
    repeat: "Pour l'entendre à nouveau, appuyez sur n'importe quelle touche.",
    noKey: "Aucune touche n'a été pressée. Au revoir.",
    goodbye: 'Ne communiquez ce code à personne. Au revoir.',
  },
  hi: {
    greeting: 'नमस्ते। यह {brand} है। हम आपका माँगा हुआ कोड बताने के लिए कॉल कर रहे हैं।',
    pressKey: 'कोड सुनने के लिए कोई भी बटन दबाएँ।',
    codeIntro: 'आपका कोड है:',
    again: 'फिर से:',
    repeat: 'इसे दोबारा सुनने के लिए कोई भी बटन दबाएँ।',
    noKey: 'कोई बटन नहीं दबाया गया। नमस्ते।',
    goodbye: 'यह कोड किसी को न बताएँ। नमस्ते।',
  },
  it: {
    greeting: 'Salve. Qui {brand}. La chiamiamo per comunicarle il codice che ha richiesto.',
    pressKey: 'Per ascoltare il codice, prema un tasto qualsiasi.',
    codeIntro: 'Il codice è:',
    again: 'Ripeto:',
    repeat: 'Per riascoltarlo, prema un tasto qualsiasi.',
    noKey: 'Non è stato premuto alcun tasto. Arrivederci.',
    goodbye: 'Non comunichi il codice a nessuno. Arrivederci.',
  },
  ja: {
    greeting: 'こんにちは。{brand}です。ご依頼の確認コードをお知らせします。',
    pressKey: 'コードを聞くには、いずれかのキーを押してください。',
    codeIntro: 'コードは、',
    again: 'もう一度お伝えします。',
    repeat: 'もう一度聞くには、いずれかのキーを押してください。',
    noKey: 'キーが押されませんでした。失礼いたします。',
    goodbye: 'コードを他人に教えないでください。失礼いたします。',
  },
  ko: {
    greeting: '안녕하세요. {brand}입니다. 요청하신 인증번호를 알려 드리려고 전화드렸습니다.',
    pressKey: '인증번호를 들으시려면 아무 버튼이나 눌러 주세요.',
    codeIntro: '인증번호는 다음과 같습니다.',
    again: '다시 말씀드립니다.',
    repeat: '다시 들으시려면 아무 버튼이나 눌러 주세요.',
    noKey: '버튼이 눌리지 않았습니다. 안녕히 계세요.',
    goodbye: '인증번호를 타인에게 알려주지 마세요. 안녕히 계세요.',
  },
  nb: {
    greeting: 'Hei. Dette er {brand}. Vi ringer med koden du har bedt om.',
    pressKey: 'Trykk på en hvilken som helst tast for å høre koden.',
    codeIntro: 'Koden er:',
    again: 'En gang til:',
    repeat: 'Trykk på en hvilken som helst tast for å høre den igjen.',
    noKey: 'Ingen tast ble trykket. Ha det bra.',
    goodbye: 'Ikke del koden med noen. Ha det bra.',
  },
  nl: {
    greeting: 'Goedendag. U spreekt met {brand}. Wij bellen met de code waar u om hebt gevraagd.',
    pressKey: 'Druk op een willekeurige toets om uw code te horen.',
    codeIntro: 'Uw code is:',
    again: 'Nogmaals:',
    repeat: 'Druk op een willekeurige toets om de code opnieuw te horen.',
    noKey: 'Er is geen toets ingedrukt. Tot ziens.',
    goodbye: 'Deel de code met niemand. Tot ziens.',
  },
  pl: {
    greeting: 'Dzień dobry. Mówi {brand}. Dzwonimy, aby podać zamówiony kod.',
    pressKey: 'Aby usłyszeć kod, naciśnij dowolny klawisz.',
    codeIntro: 'Twój kod to:',
    again: 'Powtarzam:',
    repeat: 'Aby usłyszeć go ponownie, naciśnij dowolny klawisz.',
    noKey: 'Nie naciśnięto żadnego klawisza. Do widzenia.',
    goodbye: 'Nie podawaj kodu nikomu. Do widzenia.',
  },
  pt: {
    greeting: 'Olá. Aqui é {brand}. Estamos ligando para informar o código que você solicitou.',
    pressKey: 'Para ouvir o seu código, pressione qualquer tecla.',
    codeIntro: 'O seu código é:',
    again: 'Mais uma vez:',
    repeat: 'Para ouvir novamente, pressione qualquer tecla.',
    noKey: 'Nenhuma tecla foi pressionada. Até logo.',
    goodbye: 'Não compartilhe o código com ninguém. Até logo.',
  },
  sv: {
    greeting: 'Hej. Det här är {brand}. Vi ringer med koden som du har bett om.',
    pressKey: 'Tryck på valfri knapp för att höra koden.',
    codeIntro: 'Koden är:',
    again: 'En gång till:',
    repeat: 'Tryck på valfri knapp för att höra den igen.',
    noKey: 'Ingen knapp trycktes in. Hej då.',
    goodbye: 'Dela inte koden med någon. Hej då.',
  },
  tr: {
    greeting: 'Merhaba. Burası {brand}. İstediğiniz kodu bildirmek için arıyoruz.',
    pressKey: 'Kodunuzu duymak için herhangi bir tuşa basın.',
    codeIntro: 'Kodunuz:',
    again: 'Tekrar ediyorum:',
    repeat: 'Yeniden duymak için herhangi bir tuşa basın.',
    noKey: 'Hiçbir tuşa basılmadı. Hoşça kalın.',
    goodbye: 'Kodu kimseyle paylaşmayın. Hoşça kalın.',
  },
  zh: {
    greeting: '您好。这里是{brand}。我们来电告知您所请求的验证码。',
    pressKey: '请按任意键收听验证码。',
    codeIntro: '您的验证码是：',
    again: '再说一遍：',
    repeat: '如需再听一遍，请按任意键。',
    noKey: '没有检测到按键。再见。',
    goodbye: '请勿将验证码告诉他人。再见。',
  },
};
