/** Every number that limits something, in one place, each with its source. Durations are in seconds. */

export interface Policy {
  /** Life of a code sent by text or call. NIST SP 800-63B-4 §3.1.3.2: at most 10 minutes. */
  readonly sentCodeLifetime: number;
  /** Wrong tries after which a sent code is dead. RFC 4226 §7.3. */
  readonly sentCodeTries: number;
  /** Time to prove a factor that is being set up. */
  readonly enrolmentLifetime: number;
  /** Time to answer a challenge. */
  readonly challengeLifetime: number;
  /** Life of an assertion, and so the greatest age of a step-up. */
  readonly assertionLifetime: number;
  /** Steps of the authenticator's clock accepted before and after ours. RFC 6238 §5.2: one at most. */
  readonly totpDrift: number;
  /** Backup codes in a set. */
  readonly backupCodeCount: number;
  /** Tries in `attemptWindow`, right or wrong; codes and backup codes are counted apart. RFC 4226 §7.3. */
  readonly attempts: number;
  readonly attemptWindow: number;
  /** Wrong codes in `failureWindow`, then locked. NIST SP 800-63B-4 §3.2.2: at most 100 in a row. */
  readonly failures: number;
  readonly failureWindow: number;
  /**
   * Wrong codes of every kind in `failureWindow` of which the customer is told: somebody has the password. OWASP ASVS
   * 6.3.5.
   */
  readonly failuresTold: number;
  /**
   * Wrong codes of every kind in `failureWindow` after which wrong backup codes are no longer counted, only refused:
   * each is a write, and they lock nobody. Twice `failures`, so a lock leaves room for slips with the backup code.
   */
  readonly wrongCodes: number;
  /** Texts and calls in `requestWindow`, per user and per telephone number. */
  readonly requestsPerUser: number;
  readonly requestsPerNumber: number;
  readonly requestWindow: number;
  /** Between two texts or calls for one user. */
  readonly resendAfter: number;
  /** Texts and calls of the whole service in `messageWindow`: the brake on toll fraud. */
  readonly messages: number;
  readonly messageWindow: number;
  /**
   * Share of `messages`, in percent, that enrolments leave to sign-ins and step-ups: whoever makes accounts to have
   * messages sent can't stop those of the customers who are enrolled. Half: a day has more sign-ins than enrolments.
   */
  readonly messagesReservedPercent: number;
  /**
   * Texts and calls for enrolments in `messageWindow`, to one country and to one block of numbers (`destination.ts`).
   * A country: half of what all enrolments have, so that one leaves the others as much. A block: a portal with a
   * million customers in North America has some three of them in each.
   */
  readonly enrolmentMessagesPerCountry: number;
  readonly enrolmentMessagesPerBlock: number;
  /**
   * The same of those that nobody has confirmed: toll fraud sends and never confirms. A country: those of a busy
   * minute, in which customers are still typing. A block: more than one number gets (`requestsPerNumber`).
   */
  readonly unconfirmedPerCountry: number;
  readonly unconfirmedPerBlock: number;
  /**
   * Sends that one confirmation makes up for. Of honest customers more than half confirm, some of them with the second
   * code; where fewer than one send in so many is confirmed, enrolments pause.
   */
  readonly sendsPerConfirmation: number;
  /** Times in `operationWindow`, per user, of what is bounded by nothing else: each more than anybody needs. */
  readonly operationWindow: number;
  /** Enrolments of an app that are started. Two apps on two devices, and each tried again a few times. */
  readonly appEnrolments: number;
  /** Sign-ins without a second factor that are signed for: skipped prompts and first sessions. One every 15 minutes. */
  readonly unprovedSignIns: number;
  /** Sets of backup codes. One is enough until it is used up or lost. */
  readonly backupCodeSets: number;
  /** Codes that were asked for and not sent after all, which costs no request. Nobody tries so often in a failure. */
  readonly unsentCodes: number;
  /** Resets by support. One for each thing that the customer has lost, and each again after a mistake. */
  readonly supportResets: number;
  /** Mails of one kind in `noticeWindow` about what can happen again and again, such as used backup codes. */
  readonly noticesOfKind: number;
  readonly noticeWindow: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const DEFAULT_POLICY: Policy = {
  sentCodeLifetime: 10 * MINUTE,
  sentCodeTries: 5,
  enrolmentLifetime: 10 * MINUTE,
  challengeLifetime: 10 * MINUTE,
  assertionLifetime: 5 * MINUTE,
  totpDrift: 1,
  backupCodeCount: 10,
  attempts: 5,
  attemptWindow: MINUTE,
  failures: 50,
  failureWindow: DAY,
  failuresTold: 10,
  wrongCodes: 100,
  requestsPerUser: 10,
  requestsPerNumber: 10,
  requestWindow: DAY,
  resendAfter: 30,
  messages: 1000,
  messageWindow: HOUR,
  messagesReservedPercent: 50,
  enrolmentMessagesPerCountry: 250,
  enrolmentMessagesPerBlock: 30,
  unconfirmedPerCountry: 100,
  unconfirmedPerBlock: 20,
  sendsPerConfirmation: 4,
  operationWindow: DAY,
  appEnrolments: 20,
  unprovedSignIns: 100,
  backupCodeSets: 10,
  unsentCodes: 50,
  supportResets: 20,
  noticesOfKind: 3,
  noticeWindow: HOUR,
};

/** When a sign-in asks a customer without a second factor to set one up. */
export interface PromptPolicy {
  /** The date from which on it asks, as milliseconds since the epoch. */
  readonly from: number;
  /** Days after the first prompt from which on it can no longer be skipped; `null`: always skippable. */
  readonly requiredAfterDays: number | null;
  /** Skips after which it can no longer be skipped; `null`: always skippable. */
  readonly requiredAfterSkips: number | null;
}
