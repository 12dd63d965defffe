/** The wording in Japanese. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{brand}の確認コードは{code}です。有効期限は{minutes}です。他人に教えないでください。',
      brief: '{brand}の確認コード: {code}',
      minutes: { other: '{n}分' },
    },
    call: {
      voice: { id: 'Kazuha', engine: 'Neural', languageCode: 'ja-JP' },
      greeting: 'こんにちは。{brand}です。ご依頼の確認コードをお知らせします。',
      pressKey: 'コードを聞くには、いずれかのキーを押してください。',
      codeIntro: 'コードは、',
      again: 'もう一度お伝えします。',
      repeat: 'もう一度聞くには、いずれかのキーを押してください。',
      noKey: 'キーが押されませんでした。失礼いたします。',
      goodbye: 'コードを他人に教えないでください。失礼いたします。',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: '二要素認証が有効になりました',
        body: 'お客様の {brand} アカウントで、認証アプリによる二要素認証が有効になりました。',
      },
      enabledPhone: {
        subject: '二要素認証が有効になりました',
        body: 'お客様の {brand} アカウントで、SMS または電話で届くコードによる二要素認証が有効になりました。',
      },
      changedToTotp: {
        subject: 'ログイン方法が変更されました',
        body: 'お客様の {brand} アカウントでは、今後、SMS や電話のコードではなく、認証アプリのコードが必要になります。',
      },
      changedToPhone: {
        subject: 'ログイン方法が変更されました',
        body: 'お客様の {brand} アカウントでは、今後、認証アプリのコードではなく、SMS または電話で届くコードが必要になります。',
      },
      authenticatorReplaced: {
        subject: '認証アプリが変更されました',
        body: 'お客様の {brand} アカウントに新しい認証アプリが設定されました。以前のアプリのコードは使えなくなりました。',
      },
      phoneNumberChanged: {
        subject: 'コードを受け取る電話番号が変更されました',
        body: 'お客様の {brand} アカウントのコードは、今後、別の電話番号に送られます。以前の番号には届きません。',
      },
      disabled: {
        subject: '二要素認証が無効になりました',
        body: 'お客様の {brand} アカウントで二要素認証が無効になりました。今後はパスワードだけでログインできます。',
      },
      backupCodesReplaced: {
        subject: '新しいバックアップコードが作成されました',
        body: 'お客様の {brand} アカウントの新しいバックアップコードが作成されました。以前のコードは使えなくなりました。',
      },
      backupCodeUsed: {
        subject: 'バックアップコードが使用されました',
        body: 'お客様の {brand} アカウントでバックアップコードが使用されました。',
      },
      backupCodesLow: {
        subject: '至急ご対応ください：バックアップコードが残りわずかです',
        body: 'お客様の {brand} アカウントでバックアップコードが使用されました。今すぐ新しいバックアップコードを作成してください。コードがなくなると、アカウントに入れなくなるおそれがあります。',
      },
      wrongCodes: {
        subject: '誤ったコードが入力されました',
        body: 'お客様の {brand} アカウントで誤ったコードが何度か入力されました。入力した人はログインの最初の段階を通過しており、パスワードを知っている可能性があります。',
      },
      locked: {
        subject: 'アカウントがロックされました',
        body: 'お客様の {brand} アカウントで誤ったコードが何度も入力されました。{until} までは、バックアップコードでのみログインできます。',
      },
      resetFactors: {
        subject: 'サポートが二要素認証を解除しました',
        body: 'サポートが、お客様の {brand} アカウントの二要素認証とバックアップコードを削除しました。次回ログイン時に、もう一度設定してください。',
      },
      resetLimits: {
        subject: 'サポートがアカウントの制限を解除しました',
        body: 'サポートが、お客様の {brand} アカウントのコードに関する制限を解除しました。もう一度お試しいただけます。',
      },
    },
    codesLeft: '残りのバックアップコード：{remaining}',
    when: '日時：{time}',
    wasYou: 'お客様ご自身による操作、またはご依頼によるものであれば、ほかに必要な操作はありません。',
    notYou: '心当たりがない場合',
    notYouAction: 'すぐにパスワードを変更し、サポートにご連絡ください。',
    toSupport: 'サポートに連絡する',
    toAccount: 'アカウントを開く',
    footnote:
      'このメッセージは、お客様の {brand} アカウントの安全に関わるためお送りしています。メールや電話でコードをお尋ねすることは決してありません。',
  },
  recommendation: {
    subject: '二要素認証でアカウントを保護しましょう',
    body: 'パスワードは推測されたり盗まれたりすることがあります。二要素認証を使うと、お客様だけが持つコードがなければ、誰もお客様の {brand} アカウントに入れません。',
    how: 'アカウントで有効にしてください。最も安全なのは認証アプリです。SMS または電話で届くコードも使えます。所要時間は約 2 分です。',
    howInShort: 'アカウントで有効にしてください。所要時間は約 2 分です。',
    link: '二要素認証を有効にする',
    footnote: 'このメッセージは、{brand} のアカウントをお持ちの方にお送りしています。',
  },
};
