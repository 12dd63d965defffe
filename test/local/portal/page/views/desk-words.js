/** The service's names in an agent's words. */

export const methodNames = { totp: 'Authenticator app', phone: 'SMS/Call', backup_code: 'Backup code' };

const channels = { sms: 'text', call: 'call' };

export const limitNames = {
  attempts: 'Tries in a minute',
  backup_code_attempts: 'Backup codes tried in a minute',
  failures: 'Wrong codes in a day',
  code_requests: 'Codes requested in a day',
  number_requests: 'Codes to this number in a day',
  wrong_codes: 'Wrong codes since the last right one',
  app_enrolments: 'Set-ups of an app begun',
  unproved_sign_ins: 'Sign-ins begun and not finished',
  backup_code_sets: 'Sets of backup codes made',
  unsent_codes: 'Codes that could not be sent',
  support_resets: 'Resets by support',
};

const words = {
  TwoFactorEnabled: ({ method }) => `Turned on: ${methodNames[method]}`,
  MethodChanged: ({ from, method }) => `Changed from ${methodNames[from]} to ${methodNames[method]}`,
  AuthenticatorReplaced: () => 'Authenticator app replaced',
  PhoneNumberChanged: () => 'Phone number changed',
  BackupCodesReplaced: () => 'New backup codes',
  BackupCodeUsed: ({ remaining }) => `Backup code used, ${remaining} left`,
  SignInVerified: ({ method, channel, purpose }) =>
    `${purpose === 'step_up' ? 'Confirmed a change' : 'Signed in'} by ${methodNames[method] ?? method}${channel ? ` (${channels[channel]})` : ''}`,
  SignInNotCompleted: () => 'Right code, but the sign-in could not be completed',
  CodeRequested: ({ channel }) => `Code sent by ${channels[channel]}`,
  CodeNotSent: ({ channel }) => `Code could not be sent by ${channels[channel]}`,
  WrongCodesEntered: ({ count }) => `Wrong codes: ${count}`,
  AttemptsExceeded: () => 'Too many tries in a minute',
  RequestsExceeded: () => 'Too many codes requested',
  WrongCodesRepeated: ({ count }) => `Wrong codes again and again: ${count}`,
  UserLocked: () => 'Locked',
  EnrollmentSkipped: ({ skips }) => `Set-up skipped (${skips} so far)`,
  TwoFactorDisabled: () => 'Turned off',
  SupportReset: ({ reset, by, reason, reference }) =>
    `Support (${by}) reset the ${reset}: ${reason}${reference ? ` [${reference}]` : ''}`,
  SupportViewed: ({ by }) => `Looked at by support (${by})`,
  FactorImported: ({ method }) => `Taken over from another system: ${methodNames[method]}`,
};

/** An event of the audit trail as a sentence; one of a later version keeps its name. */
export const eventInWords = (event) => words[event.type]?.(event) ?? event.type;
