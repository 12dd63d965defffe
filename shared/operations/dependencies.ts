/** What the use cases depend on; each takes those that it needs as its first argument. */

import type { AssertionSettings } from '../domain/assertion.ts';
import type { OfferedMethod } from '../domain/method.ts';
import type { Policy, PromptPolicy } from '../domain/policy.ts';
import type { AssertionKeys, Signer } from '../domain/ports/assertions.ts';
import type { ElementFiles } from '../domain/ports/element-files.ts';
import type { LoadKeyRing } from '../domain/ports/key-ring.ts';
import type { PlaceCounter } from '../domain/ports/place-counter.ts';
import type { RateLimiter } from '../domain/ports/rate-limiter.ts';
import type { Clock, Random } from '../domain/ports/system.ts';
import type { UserStore } from '../domain/ports/user-store.ts';
import type { Locale } from '../wording/locale.ts';

/** What nearly every use case needs. */
export interface Core {
  readonly clock: Clock;
  readonly random: Random;
  readonly policy: Policy;
  readonly users: UserStore;
}

/** Sealing and hashing. */
export interface WithKeys {
  readonly keys: LoadKeyRing;
}

/** Signing assertions. */
export interface WithSigner {
  readonly signer: Signer;
  readonly assertion: AssertionSettings;
}

/** Serving the elements. */
export interface WithElementFiles {
  readonly elementFiles: ElementFiles;
}

/** Checking the assertions of step-ups. */
export interface WithAssertionKeys {
  readonly assertionKeys: AssertionKeys;
}

/** The operator's language, for requests that ask for none of ours. */
export interface WithLocale {
  readonly defaultLocale: Locale;
}

/** Counts that users share. */
export interface WithRateLimiter {
  readonly limiter: RateLimiter;
}

/** What is sent to countries and blocks of numbers for enrolments. */
export interface WithPlaceCounter {
  readonly places: PlaceCounter;
}

/** When sign-ins ask for a second factor. */
export interface WithPrompt {
  readonly prompt: PromptPolicy;
}

/** What the operator offers to set up, and by which channels codes can be sent. */
export interface WithMethods {
  readonly methods: readonly OfferedMethod[];
}

/** Whether customers may turn their second factor off. */
export interface WithDisabling {
  readonly allowDisable: boolean;
}
