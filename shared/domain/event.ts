/** What happened to a user's second factor, as the event bus and the audit trail tell it. */

import type { Millis } from './brand.ts';
import type { Destination } from './destination.ts';
import type { Channel, Method, ProofMethod } from './method.ts';

export type DomainEvent = { readonly at: Millis } & (
  | { readonly type: 'TwoFactorEnabled'; readonly method: Method }
  | { readonly type: 'MethodChanged'; readonly from: Method; readonly method: Method }
  | { readonly type: 'AuthenticatorReplaced' }
  | { readonly type: 'PhoneNumberChanged' }
  | ({ readonly type: 'BackupCodesReplaced'; readonly count: number } & Repeated)
  | ({
      readonly type: 'BackupCodeUsed';
      readonly purpose: ChallengePurpose;
      readonly remaining: number;
    } & Repeated)
  | {
      readonly type: 'SignInVerified';
      readonly method: ProofMethod;
      readonly channel?: Channel;
      readonly purpose: ChallengePurpose;
    }
  | {
      /** The code was right, but its assertion could not be made: the code counts as not used. */
      readonly type: 'SignInNotCompleted';
      readonly method: ProofMethod;
      readonly channel?: Channel;
      readonly purpose: ChallengePurpose;
    }
  | {
      /** A text or call was asked for; whether it arrives, the network knows. */
      readonly type: 'CodeRequested';
      readonly channel: Channel;
      readonly purpose: CodePurpose;
    }
  | { readonly type: 'CodeNotSent'; readonly channel: Channel; readonly purpose: CodePurpose }
  | {
      /** Counted together: `count` so far in the window, told each time that it has doubled. */
      readonly type: 'WrongCodesEntered';
      readonly kind: 'code' | 'backup_code';
      readonly count: number;
    }
  | { readonly type: 'AttemptsExceeded'; readonly kind: 'code' | 'backup_code' }
  | {
      readonly type: 'RequestsExceeded';
      /** No code is sent before then. */
      readonly until: Millis;
    }
  | { readonly type: 'WrongCodesRepeated'; readonly count: number }
  | { readonly type: 'UserLocked'; readonly until: Millis }
  | { readonly type: 'EnrollmentSkipped'; readonly skips: number }
  | { readonly type: 'TwoFactorDisabled'; readonly method: Method }
  | {
      readonly type: 'SupportReset';
      readonly reset: 'factors' | 'limits';
      /** `sub` of the support agent. */
      readonly by: string;
      readonly reason: string;
      readonly reference?: string;
    }
  | {
      readonly type: 'SupportViewed';
      /** `sub` of the support agent. */
      readonly by: string;
    }
);

/** What can happen again and again. */
interface Repeated {
  /** Whether the customer's mail about it is the last of its kind for now, or was left out after that one. */
  readonly notice?: 'last' | 'withheld';
}

/** An event as the record has it, with what nobody but the service is told. */
export type RecordedEvent = DomainEvent & {
  /** Where the code went that an enrolment was confirmed with. */
  readonly confirmed?: Destination;
};

export type ChallengePurpose = 'sign_in' | 'step_up';
/** What a code that is sent proves. */
export type CodePurpose = ChallengePurpose | 'enrollment';
export type DomainEventType = DomainEvent['type'];
