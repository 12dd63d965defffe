/** What a customer, somebody who has the password, and support can do: one request each. */

import type { ChallengePurpose } from '../../shared/domain/event.ts';
import type { Channel } from '../../shared/domain/method.ts';
import type { Trouble } from './trouble.ts';

/** A code of the app: of this step, one beside it, the one that was tried last, or a guess. */
export type AppCode = 'now' | 'step before' | 'step after' | 'last tried' | 'guess';
/** A code that was sent, counted from the newest, or a guess. */
export type SentCodeChoice = number | 'guess';
/** A backup code, counted over all that were ever shown, newest set first, or a guess. */
export type BackupCodeChoice = number | 'guess';
/** An assertion, counted from the newest that was handed out, or none. */
export type StepUpChoice = number | 'none';

/** Challenges are counted from the newest. */
export type Doing =
  | { readonly do: 'start app'; readonly stepUp: StepUpChoice }
  | { readonly do: 'confirm app'; readonly code: AppCode }
  | {
      readonly do: 'start phone';
      readonly phone: number;
      readonly channel: Channel;
      readonly stepUp: StepUpChoice;
    }
  | { readonly do: 'confirm phone'; readonly code: SentCodeChoice }
  | { readonly do: 'skip' }
  | { readonly do: 'ask'; readonly purpose: ChallengePurpose }
  | { readonly do: 'send code'; readonly challenge: number; readonly channel: Channel }
  | { readonly do: 'answer by app'; readonly challenge: number; readonly code: AppCode }
  | { readonly do: 'answer by phone'; readonly challenge: number; readonly code: SentCodeChoice }
  | { readonly do: 'answer by backup code'; readonly challenge: number; readonly code: BackupCodeChoice }
  | { readonly do: 'replace backup codes'; readonly stepUp: StepUpChoice }
  | { readonly do: 'turn off'; readonly stepUp: StepUpChoice }
  | { readonly do: 'support resets'; readonly reset: 'limits' | 'factors' };

/** With the troubles that its calls to AWS meet. */
export type Action = Doing & Troubles;

export interface Troubles {
  /** Of the calls to the database, in turn; the rest meet none. */
  readonly database: readonly Trouble[];
  /** Of signer and network. */
  readonly beyond: Trouble;
}

export const NO_TROUBLES: Troubles = { database: [], beyond: 'none' };

/** Requests that are on their way at once, or time that passes. */
export type Round =
  | { readonly together: readonly Action[]; readonly picks: readonly number[] }
  | { readonly wait: number };
