/** The wording in Korean. */

import type { Language } from '../language.ts';

export const language: Language = {
  direction: 'ltr',
  codes: {
    sms: {
      full: '{brand} 인증번호는 {code}입니다. {minutes} 동안 유효합니다. 타인에게 알려주지 마세요.',
      brief: '{brand} 인증번호: {code}',
      minutes: { other: '{n}분' },
    },
    call: {
      voice: { id: 'Seoyeon', engine: 'Neural', languageCode: 'ko-KR' },
      greeting: '안녕하세요. {brand}입니다. 요청하신 인증번호를 알려 드리려고 전화드렸습니다.',
      pressKey: '인증번호를 들으시려면 아무 버튼이나 눌러 주세요.',
      codeIntro: '인증번호는 다음과 같습니다.',
      again: '다시 말씀드립니다.',
      repeat: '다시 들으시려면 아무 버튼이나 눌러 주세요.',
      noKey: '버튼이 눌리지 않았습니다. 안녕히 계세요.',
      goodbye: '인증번호를 타인에게 알려주지 마세요. 안녕히 계세요.',
    },
  },
  notices: {
    kinds: {
      enabledTotp: {
        subject: '2단계 인증이 켜졌습니다',
        body: '고객님의 {brand} 계정에 인증 앱을 사용하는 2단계 인증이 켜졌습니다.',
      },
      enabledPhone: {
        subject: '2단계 인증이 켜졌습니다',
        body: '고객님의 {brand} 계정에 문자 메시지 또는 전화로 코드를 받는 2단계 인증이 켜졌습니다.',
      },
      changedToTotp: {
        subject: '로그인 방법이 변경되었습니다',
        body: '고객님의 {brand} 계정은 이제 문자 메시지나 전화 코드 대신 인증 앱의 코드를 요청합니다.',
      },
      changedToPhone: {
        subject: '로그인 방법이 변경되었습니다',
        body: '고객님의 {brand} 계정은 이제 인증 앱의 코드 대신 문자 메시지 또는 전화로 받은 코드를 요청합니다.',
      },
      authenticatorReplaced: {
        subject: '인증 앱이 교체되었습니다',
        body: '고객님의 {brand} 계정에 새 인증 앱이 설정되었습니다. 이전 앱의 코드는 더 이상 사용할 수 없습니다.',
      },
      phoneNumberChanged: {
        subject: '코드를 받을 전화번호가 변경되었습니다',
        body: '고객님의 {brand} 계정 코드는 이제 다른 전화번호로 전송됩니다. 이전 번호로는 더 이상 전송되지 않습니다.',
      },
      disabled: {
        subject: '2단계 인증이 꺼졌습니다',
        body: '고객님의 {brand} 계정에서 2단계 인증이 꺼졌습니다. 이제 비밀번호만으로 로그인할 수 있습니다.',
      },
      backupCodesReplaced: {
        subject: '새 백업 코드가 생성되었습니다',
        body: '고객님의 {brand} 계정에 새 백업 코드가 생성되었습니다. 이전 코드는 더 이상 사용할 수 없습니다.',
      },
      backupCodeUsed: {
        subject: '백업 코드가 사용되었습니다',
        body: '고객님의 {brand} 계정에서 백업 코드가 사용되었습니다.',
      },
      backupCodesLow: {
        subject: '지금 조치하세요: 백업 코드가 얼마 남지 않았습니다',
        body: '고객님의 {brand} 계정에서 백업 코드가 사용되었습니다. 지금 새 백업 코드를 만드세요. 백업 코드가 없으면 계정에 로그인하지 못할 수 있습니다.',
      },
      wrongCodes: {
        subject: '잘못된 코드가 입력되었습니다',
        body: '고객님의 {brand} 계정에 잘못된 코드가 여러 번 입력되었습니다. 입력한 사람은 로그인의 첫 단계를 통과했으며 비밀번호를 알고 있을 수 있습니다.',
      },
      locked: {
        subject: '계정이 잠겼습니다',
        body: '고객님의 {brand} 계정에 잘못된 코드가 너무 많이 입력되었습니다. 다음 시각까지는 백업 코드로만 로그인할 수 있습니다: {until}.',
      },
      requestsExceeded: {
        subject: '지금은 코드를 더 보낼 수 없습니다',
        body: '고객님의 {brand} 계정 또는 전화번호에 대해 하루에 보낼 수 있는 문자 메시지 및 전화 코드가 모두 요청되었습니다. 백업 코드가 있으면 그 코드로 로그인할 수 있습니다. 다음 시각까지는 코드를 더 보낼 수 없습니다: {until}.',
      },
      resetFactors: {
        subject: '지원팀이 2단계 인증을 해제했습니다',
        body: '지원팀이 고객님의 {brand} 계정에서 2단계 인증과 백업 코드를 삭제했습니다. 다음에 로그인할 때 다시 설정해 주세요.',
      },
      resetLimits: {
        subject: '지원팀이 계정의 제한을 해제했습니다',
        body: '지원팀이 고객님의 {brand} 계정에서 코드 제한을 해제했습니다. 이제 다시 시도하실 수 있습니다.',
      },
    },
    codesLeft: '남은 백업 코드: {remaining}',
    lastForNow: '곧 같은 일이 다시 발생하면 매번 메시지를 보내 드리지는 않습니다.',
    when: '시각: {time}',
    wasYou: '본인이 직접 하셨거나 요청하신 것이라면 더 하실 일은 없습니다.',
    notYou: '본인이 아닌가요?',
    notYouAction: '즉시 비밀번호를 변경하고 지원팀에 문의하세요.',
    toSupport: '지원팀에 문의',
    toAccount: '내 계정으로 이동',
    footnote:
      '고객님의 {brand} 계정 보안에 관한 내용이므로 이 메시지를 보내 드립니다. 저희는 메일이나 전화로 절대 코드를 묻지 않습니다.',
  },
  recommendation: {
    subject: '2단계 인증으로 계정을 보호하세요',
    body: '비밀번호는 추측되거나 도난당할 수 있습니다. 2단계 인증을 사용하면 고객님만 가진 코드 없이는 아무도 고객님의 {brand} 계정에 들어갈 수 없습니다.',
    how: '계정에서 켜세요. 가장 안전한 인증 앱을 사용하거나 문자 메시지 또는 전화로 코드를 받을 수 있습니다. 2분 정도 걸립니다.',
    howInShort: '계정에서 켜세요. 2분 정도 걸립니다.',
    link: '2단계 인증 켜기',
    footnote: '{brand} 계정이 있으므로 이 메시지를 보내 드립니다.',
  },
};
