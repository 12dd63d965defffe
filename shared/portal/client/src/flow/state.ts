/** What a flow can be in, and what can be sent to it. */

import type {
  Assertion,
  BackupCodes,
  Challenge,
  Channel,
  CodeSent,
  Decision,
  Enabled,
  EnrollmentOption,
  Exemption,
  Method,
  ProofMethod,
  Skipped,
  TotpEnrollment,
  Verified,
} from '../models.ts';
import type { ProblemError } from '../problem.ts';

/** What is being asked of the service, while a state is busy. */
export type Work =
  | 'start_challenge'
  | 'send_code'
  | 'verify'
  | 'start_totp'
  | 'start_phone'
  | 'confirm'
  | 'skip';

interface Interactive {
  /** While it is there, every event is ignored. */
  readonly busy?: Work | undefined;
  /** Why the last event came to nothing; gone with the next one. */
  readonly problem?: ProblemError | undefined;
}

interface Trying extends Interactive {
  /**
   * A limit is in force: until then, in milliseconds since the epoch, no code is compared. A backup code is, whatever
   * the limit.
   */
  readonly lockedUntil?: number | undefined;
}

interface Sending {
  /** The code on its way: to which number, how, until when it is accepted. */
  readonly sent?: CodeSent | undefined;
  /** From when on a code can be requested, in milliseconds since the epoch; absent: now. */
  readonly resendAt?: number | undefined;
}

/** Nothing to be shown yet. */
export interface Loading {
  readonly name: 'loading';
  /** Absent before the first event. */
  readonly busy?: 'start_challenge' | undefined;
  /** The set-up that waits for the proof that is about to be asked for. */
  readonly waiting?: Deferred | undefined;
}

/** The factor in force has to be proved: for a sign-in, for a step-up, or because a set-up takes a proof first. */
export interface Challenged extends Trying, Sending {
  readonly name: 'challenge';
  readonly challenge: Challenge;
  /** The one of `challenge.methods` that a code is asked for. */
  readonly method: ProofMethod;
  /** The set-up that waits for this proof. */
  readonly waiting?: Deferred | undefined;
}

/** Set a factor up: with what? */
export interface Prompted extends Interactive {
  readonly name: 'prompt';
  readonly methods: readonly EnrollmentOption[];
  readonly skippable: boolean;
}

/** Scan, then type the app's code. */
export interface SettingUpTotp extends Trying {
  readonly name: 'setup_totp';
  readonly prompt: Prompted;
  /** Void after its `expiresAt`, and then to be started again with `choose`. */
  readonly enrollment: TotpEnrollment;
}

/** The time for the app has passed: `choose` starts again. */
export interface TotpExpired extends Interactive {
  readonly name: 'setup_expired';
  readonly prompt: Prompted;
}

/** A number, then the code that was sent to it. */
export interface SettingUpPhone extends Trying, Sending {
  readonly name: 'setup_phone';
  readonly prompt: Prompted;
  readonly channels: readonly Channel[];
  /** As typed; the one that the code went to once there is `sent`. */
  readonly phoneNumber?: string | undefined;
}

/**
 * The factor is in force, and its backup codes are shown this once: `acknowledge` goes on. The assertion does not
 * wait for that, as it lives for minutes: bring it to the backend here already.
 */
export interface ShowingBackupCodes {
  readonly name: 'backup_codes';
  readonly codes: BackupCodes;
  readonly assertion: Assertion;
  readonly method: Method;
}

/** The end: an assertion for the portal's backend. */
export type Done = { readonly name: 'done'; readonly assertion: Assertion } & (
  | {
      readonly outcome: 'verified';
      readonly method: ProofMethod;
      /** Whether the factor was set up just now, rather than proved. */
      readonly enrolled: boolean;
      /** After a proof: codes left. */
      readonly backupCodesRemaining?: number;
    }
  | { readonly outcome: 'exempt'; readonly reason: Exemption['reason'] }
  | { readonly outcome: 'skipped' }
);

/** Nothing can be asked: `start` tries again. */
export interface Failed {
  readonly name: 'failed';
  readonly problem: ProblemError;
}

export type State =
  | Loading
  | Challenged
  | Prompted
  | SettingUpTotp
  | TotpExpired
  | SettingUpPhone
  | ShowingBackupCodes
  | Done
  | Failed;

/** An event that means nothing in the state, or comes while it is busy, is ignored. */
export type Event =
  /** Begins, or begins again; the first to be sent. */
  | { readonly type: 'start' }
  /** Of a challenge: which of its methods a code is asked for. */
  | { readonly type: 'use'; readonly method: ProofMethod }
  /** Has a code sent, or a fresh one; `phoneNumber` where one is being set up, as typed. */
  | { readonly type: 'send_code'; readonly channel: Channel; readonly phoneNumber?: string }
  /** The code that the customer has typed, for the challenge or the set-up. */
  | { readonly type: 'submit'; readonly code: string }
  /** Of the prompt, and of a set-up that is to be started again or changed for the other. */
  | { readonly type: 'choose'; readonly method: Method }
  | { readonly type: 'skip' }
  /** From a set-up, or the proof that it waits for, to the prompt. */
  | { readonly type: 'back' }
  /** The backup codes are safe. */
  | { readonly type: 'acknowledge' };

/** A call of the service, as the state machine wants it. */
export type Effect =
  | { readonly do: 'start_challenge'; readonly stepUp?: boolean }
  | { readonly do: 'send_code'; readonly challengeId: string; readonly channel: Channel }
  | {
      readonly do: 'verify';
      readonly challengeId: string;
      readonly method: ProofMethod;
      readonly code: string;
    }
  | StartSetup
  | { readonly do: 'confirm'; readonly method: Method; readonly code: string }
  | { readonly do: 'skip' };

/** What a call has given, by what it was for. */
export type Answer =
  | { readonly to: 'start_challenge'; readonly decision: Decision }
  | { readonly to: 'send_code' | 'start_phone'; readonly sent: CodeSent }
  | { readonly to: 'verify'; readonly verified: Verified }
  | { readonly to: 'start_totp'; readonly enrollment: TotpEnrollment }
  | { readonly to: 'confirm'; readonly enabled: Enabled }
  | { readonly to: 'skip'; readonly skipped: Skipped };

export type StartSetup =
  | { readonly do: 'start_totp' }
  | { readonly do: 'start_phone'; readonly phoneNumber: string; readonly channel: Channel };

/** The states in which a set-up can be started. */
export type Enrolling = Prompted | SettingUpTotp | TotpExpired | SettingUpPhone;

/** A set-up that takes a proof first: what to go back to, and what to do then. */
export interface Deferred {
  readonly from: Enrolling;
  readonly effect: StartSetup;
}
