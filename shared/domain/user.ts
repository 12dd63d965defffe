/**
 * The state of one user's second factor: one record, changed by one conditional write at a time.
 *
 * Secrets in it are sealed (`Sealed`) or hashed with a key (`KeyedHash`); the rules never see them open.
 */

import type { KeyedHash, Millis, Sealed, TimeStep, UserId } from './brand.ts';
import type { Destination } from './destination.ts';
import type { RecordedEvent } from './event.ts';
import type { Channel } from './method.ts';
import type { NoticeKind } from './notice.ts';
import { type Refusal, refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';
import type { SlidingWindow, Window } from './window.ts';

export interface TotpFactor {
  readonly method: 'totp';
  readonly secret: Sealed;
  /** The last accepted time step: no step up to it is accepted again (RFC 6238 §5.2). */
  readonly lastStep: TimeStep;
  readonly enabledAt: Millis;
}

export interface PhoneFactor {
  readonly method: 'phone';
  readonly number: Sealed;
  /** ISO 3166-1 alpha-2. Numbers of before it was kept have none. */
  readonly country?: string;
  /** How codes can reach the number: a fixed line takes calls only. */
  readonly channels: readonly Channel[];
  readonly enabledAt: Millis;
}

export type Factor = TotpFactor | PhoneFactor;

/** A code that was sent by text or call. */
export interface SentCode {
  /** Random; tells this code from the one that replaces it. */
  readonly id: string;
  /** Keyed hash of the code, bound to what it is for. */
  readonly hash: KeyedHash;
  readonly channel: Channel;
  /** Wrong codes that were tried in its place. */
  readonly attempts: number;
  readonly expiresAt: Millis;
}

interface PendingBase {
  readonly id: string;
  /** The sign-in session that started it, if the token named one: only that session can confirm. */
  readonly sid?: string;
  readonly expiresAt: Millis;
}

export type PendingTotp = PendingBase & { readonly method: 'totp'; readonly secret: Sealed };
export type PendingPhone = PendingBase & {
  readonly method: 'phone';
  readonly number: Sealed;
  /** Where its codes go, as the limits of enrolments know it. */
  readonly destination: Destination;
  readonly channels: readonly Channel[];
  readonly code: SentCode;
};
/** A factor that is being set up. */
export type Pending = PendingTotp | PendingPhone;

export interface BackupCodes {
  /**
   * The set's own key, random, which its codes are hashed under. Sets of before there were such keys have none: theirs
   * are hashed under the root's.
   */
  readonly key?: Sealed;
  readonly hashes: readonly KeyedHash[];
  readonly generatedAt: Millis;
}

export interface RefusedNumber {
  readonly number: Sealed;
  readonly endsAt: Millis;
  /** Until when the customer need not be told of it again. */
  readonly toldUntil: Millis;
}

/** What is limited a day, each by the number of its name in the policy and counted in a window of its name. */
export type LimitedOperation =
  | 'appEnrolments'
  | 'unprovedSignIns'
  | 'backupCodeSets'
  | 'unsentCodes'
  | 'supportResets';

/** What is counted against the user; each window is gone once it has ended. */
export interface Limits extends Readonly<Partial<Record<LimitedOperation, Window>>> {
  /** Attempts with a code, over all methods, challenges and enrolments, since the last right one. */
  readonly attempts?: SlidingWindow;
  /** Attempts with a backup code, counted apart so that a locked-out user can still get in with one. */
  readonly backupAttempts?: SlidingWindow;
  /** Wrong codes, backup codes excepted; full means locked. */
  readonly failures?: Window;
  /** Wrong codes of every kind. No right one clears them, so what was tried before is told all the same. */
  readonly wrongCodes?: Window;
  /** Texts and calls. */
  readonly requests?: Window;
  /** When the next text or call may be requested. */
  readonly resendAt?: Millis;
  /** A number whose own limit has refused the user, until its window ends. */
  readonly refusedNumber?: RefusedNumber;
  /** Mails about what can happen again and again. */
  readonly notices?: Readonly<Partial<Record<NoticeKind, Window>>>;
}

/** How the prompt to set up a second factor went so far. */
export interface PromptHistory {
  readonly firstAskedAt?: Millis;
  readonly skips: number;
  /** The first sign-in after sign-up, which is not prompted. */
  readonly signUpAt?: Millis;
}

/** Where notices go: the address of the last token that had one. */
export interface Contact {
  readonly email: Sealed;
  readonly emailHash: KeyedHash;
  readonly locale: string;
}

export interface SupportView {
  /** `sub` of the agent. */
  readonly by: string;
  readonly at: Millis;
}

export interface User {
  readonly id: UserId;
  /** 0 for a user without a record; grows with every write and never falls behind the clock. */
  readonly version: number;
  /** Ids of the last writes, newest first: the store knows its own by them. */
  readonly writes?: readonly string[];
  readonly factor?: Factor;
  readonly backupCodes?: BackupCodes;
  readonly pending?: Pending;
  /** The code last sent for a challenge. */
  readonly sentCode?: SentCode & { readonly challenge: string };
  /** Challenges that were answered, until they would have expired anyway. */
  readonly usedChallenges: Readonly<Record<string, Millis>>;
  readonly limits: Limits;
  readonly prompt: PromptHistory;
  readonly contact?: Contact;
  /** Why the last sign-in needed no second factor; absent if it did. */
  readonly exempt?: 'sso' | 'api';
  /** Challenges from this moment or before are void: the factor was removed then. */
  readonly resetAt?: Millis;
  /** The version that changed the factor last: a step-up from before it is void. */
  readonly factorVersion?: number;
  /** Which support agents have looked at the user within a day, newest first. */
  readonly supportViews?: readonly SupportView[];
  /** What the last write made happen; the table's stream carries it on. */
  readonly events: readonly RecordedEvent[];
}

export const newUser = (id: UserId): User => ({
  id,
  version: 0,
  usedChallenges: {},
  limits: {},
  prompt: { skips: 0 },
  events: [],
});

/** What a rule makes of a user: the record to write, if any, and the outcome. A refusal may leave a note. */
export interface Step<T> {
  readonly write?: User;
  readonly result: Result<T, Refusal>;
}

/** A rule, applied to the newest state of the user, and again if somebody else's write came first. */
export type Rule<T> = (user: User) => Step<T>;

export const accept = <T>(write: User, value: T): Step<T> => ({ write, result: ok(value) });

export const refuse = (reason: Refusal, write?: User): Step<never> =>
  write === undefined ? { result: err(reason) } : { write, result: err(reason) };

export const refuseWith = (...args: Parameters<typeof refusal>): Step<never> => refuse(refusal(...args));

/** The same record without the named parts. */
export function without<K extends keyof User>(user: User, ...keys: readonly K[]): Omit<User, K> {
  const copy: Partial<User> = { ...user };
  for (const key of keys) delete copy[key];
  return copy as Omit<User, K>;
}
