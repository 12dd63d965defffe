/** Why a rule says no. The HTTP layer gives each code its status and text. */

export type RefusalCode =
  | 'forbidden'
  | 'step_up_required'
  | 'two_factor_cannot_be_disabled'
  | 'challenge_not_found'
  | 'already_enabled'
  | 'not_enabled'
  | 'nothing_pending'
  | 'method_not_available'
  | 'challenge_used'
  | 'code_expired'
  | 'challenge_expired'
  | 'enrollment_expired'
  | 'wrong_code'
  | 'invalid_phone_number'
  | 'phone_number_not_supported'
  | 'too_many_requests'
  | 'too_many_attempts'
  | 'resend_too_soon'
  | 'delivery_failed'
  | 'delivery_paused';

export interface Refusal {
  readonly code: RefusalCode;
  /** Seconds after which trying again can help. */
  readonly retryAfter?: number;
  /** With `wrong_code`: tries left before a limit is in force. */
  readonly attemptsRemaining?: number;
}

export const refusal = (code: RefusalCode, retryAfter?: number): Refusal =>
  retryAfter === undefined ? { code } : { code, retryAfter };
