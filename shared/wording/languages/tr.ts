/** The wording in Turkish. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{brand} kodunuz: {code}. Kalan süre: {minutes}. Kodu kimseye vermeyin.',
      brief: '{brand} kodunuz: {code}',
      minutes: { other: '{n} dakika' },
    },
    call: {
      voice: { id: 'Burcu', engine: 'Neural', languageCode: 'tr-TR' },
      greeting: 'Merhaba. Burası {brand}. İstediğiniz kodu bildirmek için arıyoruz.',
      pressKey: 'Kodunuzu duymak için herhangi bir tuşa basın.',
      codeIntro: 'Kodunuz:',
      again: 'Tekrar ediyorum:',
      repeat: 'Yeniden duymak için herhangi bir tuşa basın.',
      noKey: 'Hiçbir tuşa basılmadı. Hoşça kalın.',
      goodbye: 'Kodu kimseyle paylaşmayın. Hoşça kalın.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: 'İki faktörlü kimlik doğrulama açık',
        body: '{brand} hesabınız için kimlik doğrulama uygulamasıyla iki faktörlü kimlik doğrulama açıldı.',
      },
      enabledPhone: {
        subject: 'İki faktörlü kimlik doğrulama açık',
        body: '{brand} hesabınız için SMS veya aramayla gelen kodlarla iki faktörlü kimlik doğrulama açıldı.',
      },
      changedToTotp: {
        subject: 'Giriş yönteminiz değiştirildi',
        body: '{brand} hesabınız artık SMS veya aramayla gelen bir kod yerine kimlik doğrulama uygulamasından bir kod istiyor.',
      },
      changedToPhone: {
        subject: 'Giriş yönteminiz değiştirildi',
        body: '{brand} hesabınız artık kimlik doğrulama uygulamasından bir kod yerine SMS veya aramayla gelen bir kod istiyor.',
      },
      authenticatorReplaced: {
        subject: 'Kimlik doğrulama uygulamanız değiştirildi',
        body: '{brand} hesabınız için yeni bir kimlik doğrulama uygulaması kuruldu. Eskisinin kodları artık geçerli değil.',
      },
      phoneNumberChanged: {
        subject: 'Kodlar için telefon numaranız değiştirildi',
        body: '{brand} hesabınızın kodları artık başka bir telefon numarasına gönderiliyor. Eski numaraya artık kod gelmeyecek.',
      },
      disabled: {
        subject: 'İki faktörlü kimlik doğrulama kapalı',
        body: '{brand} hesabınız için iki faktörlü kimlik doğrulama kapatıldı. Giriş yapmak için artık yalnızca parola yeterli.',
      },
      backupCodesReplaced: {
        subject: 'Yeni yedek kodlar oluşturuldu',
        body: '{brand} hesabınız için yeni yedek kodlar oluşturuldu. Eskileri artık geçerli değil.',
      },
      backupCodeUsed: {
        subject: 'Bir yedek kod kullanıldı',
        body: '{brand} hesabınız için bir yedek kod kullanıldı.',
      },
      backupCodesLow: {
        subject: 'Hemen harekete geçin: yedek kodlarınız tükeniyor',
        body: '{brand} hesabınız için bir yedek kod kullanıldı. Hemen yeni yedek kodlar oluşturun: onlar olmadan hesabınıza erişiminizi kaybedebilirsiniz.',
      },
      wrongCodes: {
        subject: 'Yanlış kodlar girildi',
        body: '{brand} hesabınız için birkaç kez yanlış kod girildi. Bunu yapan kişi girişin ilk adımını geçmişti ve parolanızı biliyor olabilir.',
      },
      locked: {
        subject: 'Hesabınız kilitlendi',
        body: '{brand} hesabınız için çok fazla yanlış kod girildi. Şu zamana kadar yalnızca yedek kodla giriş yapabilirsiniz: {until}.',
      },
      requestsExceeded: {
        subject: 'Şu anda başka kod gönderilemiyor',
        body: '{brand} hesabınız veya telefon numaranız için SMS veya aramayla bir günde gönderilebilecek tüm kodlar istendi. Yedek kodunuz varsa onunla giriş yapabilirsiniz. Şu zamana kadar başka kod gönderilemez: {until}.',
      },
      resetFactors: {
        subject: 'Destek ekibi iki faktörlü kimlik doğrulamanızı kaldırdı',
        body: 'Destek ekibimiz {brand} hesabınızın iki faktörlü kimlik doğrulamasını ve yedek kodlarını kaldırdı. Lütfen bir sonraki girişinizde yeniden kurun.',
      },
      resetLimits: {
        subject: 'Destek ekibi hesabınızdaki sınırları kaldırdı',
        body: 'Destek ekibimiz {brand} hesabınızdaki kod sınırlarını kaldırdı. Şimdi yeniden deneyebilirsiniz.',
      },
    },
    codesLeft: 'Kalan yedek kod sayısı: {remaining}',
    lastForNow: 'Bu durum yakında tekrarlanırsa her seferinde mesaj almayacaksınız.',
    when: 'Zaman: {time}',
    wasYou: 'Bunu siz yaptıysanız veya istediyseniz başka bir şey yapmanız gerekmez.',
    notYou: 'Bu siz değil miydiniz?',
    notYouAction: 'Parolanızı hemen değiştirin ve destek ekibimizle iletişime geçin.',
    toSupport: 'Destekle iletişime geçin',
    toAccount: 'Hesabınıza gidin',
    footnote:
      'Bu iletiyi, {brand} hesabınızın güvenliğiyle ilgili olduğu için alıyorsunuz. Sizden ne e-postayla ne de telefonla asla kod istemeyiz.',
  },
  recommendation: {
    subject: 'Hesabınızı ikinci bir faktörle koruyun',
    body: 'Bir parola tahmin edilebilir veya çalınabilir. İki faktörlü kimlik doğrulamayla, yalnızca sizde olan bir kod olmadan kimse {brand} hesabınıza giremez.',
    how: 'Hesabınızda açın: en güvenlisi olan kimlik doğrulama uygulamasıyla veya SMS ya da aramayla gelen kodlarla. Yaklaşık iki dakika sürer.',
    howInShort: 'Hesabınızda açın. Yaklaşık iki dakika sürer.',
    link: 'İki faktörlü kimlik doğrulamayı açın',
    footnote: 'Bu iletiyi, bir {brand} hesabınız olduğu için alıyorsunuz.',
  },
};
