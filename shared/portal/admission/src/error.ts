/** Why an assertion does not admit, as a class whose `code` is to be switched on. */

/**
 * `expired`: bring a new one. `invalid`: not of this service, not for this portal, or changed on its way.
 * `other_session`: of another user, or another session of the same one. `already_used`: it has admitted before.
 * `keys_unavailable`: it could not be checked, and can be brought again.
 */
export type AdmissionErrorCode =
  | 'expired'
  | 'invalid'
  | 'other_session'
  | 'already_used'
  | 'keys_unavailable';

/** Seconds after which the keys are worth another try. */
const KEYS_RETRY_AFTER = 5;

export class AdmissionError extends Error {
  override readonly name = 'AdmissionError';
  readonly code: AdmissionErrorCode;
  /** The HTTP status that a backend answers with. */
  readonly status: 403 | 503;
  /** `Retry-After` of a 503, in seconds. */
  readonly retryAfter: number | undefined;

  constructor(code: AdmissionErrorCode, options?: ErrorOptions) {
    super(`The assertion does not admit: ${code}`, options);
    this.code = code;
    const passes = code === 'keys_unavailable';
    this.status = passes ? 503 : 403;
    this.retryAfter = passes ? KEYS_RETRY_AFTER : undefined;
  }
}
