/** The types of the API. Written by `npm run portal:models` from its OpenAPI document: change that instead. */

/** Stable. New ones may be added; treat an unknown one by its status. */
export type ProblemCode =
  | 'invalid_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'step_up_required'
  | 'two_factor_cannot_be_disabled'
  | 'challenge_not_found'
  | 'not_found'
  | 'already_enabled'
  | 'not_enabled'
  | 'nothing_pending'
  | 'method_not_available'
  | 'challenge_used'
  | 'code_expired'
  | 'challenge_expired'
  | 'enrollment_expired'
  | 'request_too_large'
  | 'unsupported_media_type'
  | 'wrong_code'
  | 'invalid_phone_number'
  | 'phone_number_not_supported'
  | 'too_many_requests'
  | 'too_many_attempts'
  | 'resend_too_soon'
  | 'internal_error'
  | 'delivery_failed'
  | 'delivery_paused'
  | 'unavailable';

/** `factors` removes factor, backup codes, pending work, open challenges and limits; `limits` only the limits. */
export type ResetKind = 'factors' | 'limits';

/** How a second factor can be set up. */
export type EnrollmentOption = 'totp' | 'sms' | 'call';

/** What a second factor can be proved with. */
export type ProofMethod = 'totp' | 'phone' | 'backup_code';

/** How a code is sent. */
export type Channel = 'sms' | 'call';

/** An authenticator app, or codes that are sent to a telephone. */
export type Method = 'totp' | 'phone';

/** Proof of the second factor. */
export type Proof =
  | ({
      method: 'totp';
    } & TotpProof)
  | ({
      method: 'phone';
    } & PhoneProof)
  | ({
      method: 'backup_code';
    } & BackupCodeProof);

/** What this sign-in needs. */
export type Decision =
  | ({
      decision: 'challenge';
    } & Challenge)
  | ({
      decision: 'enroll';
    } & EnrollmentPrompt)
  | ({
      decision: 'allow';
    } & Exemption);

/** The telephone that codes go to. */
export interface Phone {
  /** Telephone number of which only the country code and the last digits are shown. */
  number: string;
  /** How codes can reach it: a fixed line takes calls only. */
  channels: Channel[];
}

/** JWT (RS256) for the portal's backend, on which alone it admits the user. Keys: `/.well-known/jwks.json`. */
export type Assertion = string;

/** Backup codes, each for one use. They are shown this once. */
export type BackupCodes = string[];

/** No fields. The body may be left out. */
export type Empty = object;

/** A user's second factor. */
export interface Status {
  /** Whether a second factor is in force. */
  enabled: boolean;
  /** The method in force; null if there is none. */
  method: Method | null;
  /** The telephone in force; null unless `method` is `phone`. */
  phone: Phone | null;
  /** Since when the factor is in force; null if there is none. */
  enabledAt: string | null;
  /** How many backup codes are left; null before the first factor. */
  backupCodes: BackupCodeCount | null;
  /** A factor that is being set up and not yet proved; null if there is none. */
  pending: PendingEnrollment | null;
  /** Whether the operator lets customers turn the second factor off. */
  canDisable: boolean;
}

/** How many backup codes are left. */
export interface BackupCodeCount {
  /** Codes not used yet. */
  remaining: number;
  /**
   * When the set was made.
   * @format date-time
   */
  generatedAt: string;
}

/** A factor that is being set up. */
export interface PendingEnrollment {
  /** The method that is being set up. */
  method: Method;
  /**
   * Until when it can be confirmed.
   * @format date-time
   */
  expiresAt: string;
}

/** What an authenticator app needs; shown this once. */
export interface TotpEnrollment {
  /** The shared secret in base32, to be typed where no picture can be scanned. */
  secret: string;
  /** Key URI, which a link on the device itself can open. */
  otpauthUri: string;
  /** The key URI as a QR code. */
  qrCode: QrCode;
  /** Hash of RFC 6238. */
  algorithm: 'SHA1';
  /** Digits of a code. */
  digits: 6;
  /** Seconds for which a code is shown. */
  period: 30;
  /**
   * Until when the app can be confirmed.
   * @format date-time
   */
  expiresAt: string;
}

/** A QR code in two formats. */
export interface QrCode {
  /** `data:` URL of a PNG. */
  png: string;
  /** SVG markup. */
  svg: string;
}

/** The telephone to set up. */
export interface StartPhoneRequest {
  /**
   * International, or national of the default country; spaces and punctuation do not matter.
   * @minLength 1
   * @maxLength 64
   */
  phoneNumber: string;
  /** How the code is sent. A mobile number takes both, a fixed line calls only. */
  channel: Channel;
  /**
   * Language of the text or call (BCP 47); for one that the service does not have, the next best that it has.
   * @pattern ^[A-Za-z0-9-]{1,35}$
   */
  locale?: string;
}

/** A code is on its way. */
export interface CodeSent {
  /** Telephone number of which only the country code and the last digits are shown. */
  phone: string;
  /** How the code was sent. */
  channel: Channel;
  /**
   * Until when the code is accepted.
   * @format date-time
   */
  expiresAt: string;
  /**
   * From when on another code can be requested.
   * @format date-time
   */
  resendAt: string;
  /** Codes that can still be requested in the day's window. */
  requestsRemaining: number;
}

/** Proof of the factor that is being set up. */
export interface ConfirmRequest {
  /**
   * Six digits, from the app or as sent.
   * @pattern ^[0-9]{6}$
   */
  code: string;
}

/** The factor is in force. */
export interface Enabled {
  /** Always true. */
  enabled: true;
  /** The method in force. */
  method: Method;
  /** Only with the first factor; a change of method keeps the codes. */
  backupCodes?: BackupCodes;
  /** Outcome `verified`, purpose `enrollment`. */
  assertion: Assertion;
}

/** The new set; the old codes are void. */
export interface NewBackupCodes {
  /** Shown this once. */
  backupCodes: BackupCodes;
}

/** The prompt is put off. */
export interface Skipped {
  /** Outcome `skipped`. */
  assertion: Assertion;
}

/** What the user is about to do. */
export interface StartChallengeRequest {
  /** `sign_in` (default), or `step_up` to prove the factor again before it is changed. */
  purpose?: 'sign_in' | 'step_up';
  /** Whether this is the first session after sign-up, which is not prompted. */
  signUp?: boolean;
}

/** A second factor is in force and has to be proved. */
export interface Challenge {
  /** Always `challenge`. */
  decision: 'challenge';
  /** Opaque; for the operations that send a code and prove it. */
  challengeId: string;
  /** What it can be answered with. */
  methods: ProofMethod[];
  /** Where codes can be sent; only if `methods` has `phone`. */
  phone?: Phone;
  /**
   * Until when it can be answered.
   * @format date-time
   */
  expiresAt: string;
}

/** No second factor is in force; offer to set one up. */
export interface EnrollmentPrompt {
  /** Always `enroll`. */
  decision: 'enroll';
  /** Whether the user may put it off. */
  skippable: boolean;
  /** What can be set up. */
  methods: EnrollmentOption[];
}

/** Nothing is asked of this sign-in. */
export interface Exemption {
  /** Always `allow`. */
  decision: 'allow';
  /** `sso`: signed in by SSO or SAML. `api`: a direct API request. `sign_up`: the first session after sign-up. `before_policy_date`: the operator's policy is not in force yet. */
  reason: 'sso' | 'api' | 'sign_up' | 'before_policy_date';
  /** Outcome `exempt`. */
  assertion: Assertion;
}

/** How to send the code. */
export interface SendCodeRequest {
  /** One of the channels of the challenge. */
  channel: Channel;
  /**
   * Language of the text or call (BCP 47); for one that the service does not have, the next best that it has.
   * @pattern ^[A-Za-z0-9-]{1,35}$
   */
  locale?: string;
}

/** A code of the authenticator app. */
export interface TotpProof {
  /** Always `totp`. */
  method: 'totp';
  /**
   * Six digits. Each is accepted once.
   * @pattern ^[0-9]{6}$
   */
  code: string;
}

/** The code that was sent for this challenge. */
export interface PhoneProof {
  /** Always `phone`. */
  method: 'phone';
  /**
   * Six digits. Only the code sent last is accepted.
   * @pattern ^[0-9]{6}$
   */
  code: string;
}

/** One of the backup codes. */
export interface BackupCodeProof {
  /** Always `backup_code`. */
  method: 'backup_code';
  /**
   * Sixteen letters and digits; case, spaces and hyphens do not matter.
   * @maxLength 64
   * @pattern ^[\s-]*(?:[0-9A-TV-Za-tv-z][\s-]*){16}$
   */
  code: string;
}

/** The second factor is proved. */
export interface Verified {
  /** Outcome `verified`, with the challenge's purpose. */
  assertion: Assertion;
  /** What it was proved with. */
  method: ProofMethod;
  /** Backup codes not used yet. */
  backupCodesRemaining: number;
}

/** What support sees of a user. */
export interface UserReport {
  /** Whether a second factor is in force. */
  enabled: boolean;
  /** The method in force; null if there is none. */
  method: Method | null;
  /** The telephone in force; null unless `method` is `phone`. */
  phone: Phone | null;
  /** Since when the factor is in force; null if there is none. */
  enabledAt: string | null;
  /** How many backup codes are left; null before the first factor. */
  backupCodes: BackupCodeCount | null;
  /** A factor that is being set up and not yet proved; null if there is none. */
  pending: PendingEnrollment | null;
  /** Whether the operator lets customers turn the second factor off. */
  canDisable: boolean;
  /** `sub` of the user's tokens. */
  userId: string;
  /** Counts whose window is open. */
  limits: Limit[];
  /** When the lock after too many wrong codes ends; null if there is none. */
  lockedUntil: string | null;
  /** How the prompt to set up a second factor went so far. */
  prompt: PromptHistory;
  /** Whether the user can be told of changes by mail: `no_address` if no token had an email, `off` if the operator sends none. */
  notices: 'mail' | 'no_address' | 'off';
  /** What the log calls the user; the first is the one of today, others are of keys before and after it. */
  pseudonyms: string[];
}

/** A count against the user whose window is open. */
export interface Limit {
  /** What is counted; `number_requests` are codes to the telephone number, of all users. Those from `wrong_codes` on are there only once they are used up. */
  kind:
    | 'attempts'
    | 'backup_code_attempts'
    | 'failures'
    | 'code_requests'
    | 'number_requests'
    | 'wrong_codes'
    | 'app_enrolments'
    | 'unproved_sign_ins'
    | 'backup_code_sets'
    | 'unsent_codes'
    | 'support_resets';
  /** Counted in this window. */
  count: number;
  /** What the window allows. */
  max: number;
  /** What is left of it. */
  remaining: number;
  /**
   * When nothing of it counts any more.
   * @format date-time
   */
  endsAt: string;
}

/** How the prompt to set up a second factor went so far. */
export interface PromptHistory {
  /** The first prompt. */
  firstAskedAt: string | null;
  /** How often it was put off. */
  skips: number;
}

/** A page of the audit trail, newest first. */
export interface AuditTrail {
  /** The events of this page. */
  events: AuditEvent[];
  /** For the next page; null on the last. */
  cursor: string | null;
}

/** A domain event, with the fields of its type besides these. */
export interface AuditEvent {
  /** Unique for the user; sorts in the order in which things happened. */
  id: string;
  /** What happened, e.g. `TwoFactorEnabled`. */
  type: string;
  /**
   * When.
   * @format date-time
   */
  at: string;
  [key: string]: unknown;
}

/** What to reset, and why. */
export interface ResetRequest {
  /** What to reset. */
  reset: ResetKind;
  /**
   * Kept in the audit trail in clear, so without numbers or addresses.
   * @minLength 1
   * @maxLength 500
   */
  reason: string;
  /**
   * The case at the help desk.
   * @minLength 1
   * @maxLength 100
   */
  reference?: string;
}

/** What was reset. */
export interface ResetDone {
  /** As requested. */
  reset: ResetKind;
}

/** JSON Web Key Set (RFC 7517). */
export interface KeySet {
  /** The keys that assertions may be signed with. */
  keys: PublicKey[];
}

/** A public RSA key (RFC 7518 §6.3.1). */
export interface PublicKey {
  /** Key type. */
  kty: 'RSA';
  /** For signatures. */
  use: 'sig';
  /** Algorithm of the signatures. */
  alg: 'RS256';
  /** Id of the key, which the assertion's header names. */
  kid: string;
  /** Modulus. */
  n: string;
  /** Exponent. */
  e: string;
}

/** How assertions are checked (OpenID Connect Discovery 1.0 §3, as far as it is about checking tokens). */
export interface Discovery {
  /** `iss` of the assertions; this document is at its `/.well-known/openid-configuration`. */
  issuer: string;
  /** Where the keys are. */
  jwks_uri: string;
  /** For readers that need one. Nothing can be requested here. */
  response_types_supported: string[];
  /** `sub` is the same for everybody who checks. */
  subject_types_supported: string[];
  /** Algorithm of the signatures. */
  id_token_signing_alg_values_supported: string[];
  /** Claims that an assertion may have. */
  claims_supported: string[];
}

/** An ECMAScript module for browsers. */
export type ElementsModule = string;

/** An OpenAPI document. */
export interface OpenapiDocument {
  /** Version of the OpenAPI specification. */
  openapi: string;
  [key: string]: unknown;
}

/** What went wrong (RFC 9457). */
export interface Problem {
  /** URN of the kind of problem. */
  type: string;
  /** The kind of problem, in English. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What the user may be shown, in English. */
  detail: string;
  /** The kind of problem: switch on this. */
  code: ProblemCode;
  /** As in `x-request-id`; name it to support. */
  requestId: string;
  /** The faults of an invalid request. */
  errors?: RequestFault[];
  /**
   * With `wrong_code`: tries that are left before a limit is in force.
   * @min 0
   */
  attemptsRemaining?: number;
}

/** One fault of the request. */
export interface RequestFault {
  /** JSON pointer (RFC 6901) into the body; empty for the whole. */
  pointer: string;
  /** What is wrong, in English. */
  detail: string;
}

/** What API Gateway answers by itself: no problem details. */
export interface GatewayMessage {
  /** In English. It is no code: switch on the status. */
  message: string;
}
