/** The wording in Mandarin Chinese, in simplified characters. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '您的{brand}验证码是{code}，{minutes}内有效。请勿告诉他人。',
      brief: '{brand}验证码：{code}',
      minutes: { other: '{n}分钟' },
    },
    call: {
      voice: { id: 'Zhiyu', engine: 'Neural', languageCode: 'cmn-CN' },
      greeting: '您好。这里是{brand}。我们来电告知您所请求的验证码。',
      pressKey: '请按任意键收听验证码。',
      codeIntro: '您的验证码是：',
      again: '再说一遍：',
      repeat: '如需再听一遍，请按任意键。',
      noKey: '没有检测到按键。再见。',
      goodbye: '请勿将验证码告诉他人。再见。',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: '双重验证已开启',
        body: '您的 {brand} 账户已开启使用验证器应用的双重验证。',
      },
      enabledPhone: {
        subject: '双重验证已开启',
        body: '您的 {brand} 账户已开启通过短信或电话接收验证码的双重验证。',
      },
      changedToTotp: {
        subject: '您的登录方式已更改',
        body: '您的 {brand} 账户现在要求输入验证器应用中的验证码，不再使用短信或电话验证码。',
      },
      changedToPhone: {
        subject: '您的登录方式已更改',
        body: '您的 {brand} 账户现在要求输入短信或电话验证码，不再使用验证器应用中的验证码。',
      },
      authenticatorReplaced: {
        subject: '您的验证器应用已更换',
        body: '您的 {brand} 账户已设置新的验证器应用。旧应用中的验证码不再有效。',
      },
      phoneNumberChanged: {
        subject: '您接收验证码的电话号码已更改',
        body: '您的 {brand} 账户的验证码现在会发送到另一个电话号码。旧号码不再接收验证码。',
      },
      disabled: {
        subject: '双重验证已关闭',
        body: '您的 {brand} 账户已关闭双重验证。现在只需密码即可登录。',
      },
      backupCodesReplaced: {
        subject: '已生成新的备用代码',
        body: '已为您的 {brand} 账户生成新的备用代码。旧代码不再有效。',
      },
      backupCodeUsed: {
        subject: '已使用一个备用代码',
        body: '您的 {brand} 账户已使用一个备用代码。',
      },
      backupCodesLow: {
        subject: '请立即处理：您的备用代码即将用完',
        body: '您的 {brand} 账户已使用一个备用代码。请立即生成新的备用代码，否则您可能无法再进入账户。',
      },
      wrongCodes: {
        subject: '有人输入了错误的验证码',
        body: '您的 {brand} 账户多次输入了错误的验证码。操作者已通过登录的第一步，可能知道您的密码。',
      },
      locked: {
        subject: '您的账户已锁定',
        body: '您的 {brand} 账户输入了过多错误的验证码。在 {until} 之前，您只能使用备用代码登录。',
      },
      requestsExceeded: {
        subject: '目前无法再发送验证码',
        body: '您的 {brand} 账户或电话号码一天内可通过短信或电话发送验证码的次数已用完。在 {until} 之前，无法再发送验证码。如果您有备用代码，可以用它登录。',
      },
      resetFactors: {
        subject: '客服已移除您的双重验证',
        body: '我们的客服已移除您的 {brand} 账户的双重验证和备用代码。请在下次登录时重新设置。',
      },
      resetLimits: {
        subject: '客服已解除您账户的限制',
        body: '我们的客服已解除您的 {brand} 账户的验证码限制。您现在可以重试。',
      },
    },
    codesLeft: '剩余备用代码：{remaining}',
    lastForNow: '如果短时间内再次发生，您不会每次都收到邮件。',
    when: '时间：{time}',
    wasYou: '如果这是您本人的操作或应您的要求进行，则无需再做任何事情。',
    notYou: '不是您本人？',
    notYouAction: '请立即更改密码并联系我们的客服。',
    toSupport: '联系客服',
    toAccount: '前往您的账户',
    footnote: '您收到此邮件是因为它关系到您的 {brand} 账户的安全。我们绝不会通过邮件或电话向您索要验证码。',
  },
  recommendation: {
    subject: '使用双重验证保护您的账户',
    body: '密码可能被猜到或被盗。开启双重验证后，没有只有您才有的验证码，任何人都无法进入您的 {brand} 账户。',
    how: '请在您的账户中开启：使用最安全的验证器应用，或通过短信或电话接收验证码。大约需要两分钟。',
    howInShort: '请在您的账户中开启。大约需要两分钟。',
    link: '开启双重验证',
    footnote: '您收到此邮件是因为您拥有 {brand} 的账户。',
  },
};
