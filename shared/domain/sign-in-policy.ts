/** Who is asked for a second factor, and when: the one decision from verified claims. */

import type { Millis } from './brand.ts';
import { countOperation } from './daily-limits.ts';
import type { LoginMethod } from './login-method.ts';
import type { Policy, PromptPolicy } from './policy.ts';
import { ok } from './result.ts';
import { type Factor, type PromptHistory, refuse, type Step, type User, without } from './user.ts';

export interface SignIn {
  readonly loginMethod: LoginMethod;
  /** The client says that this is the first session after sign-up; it can only spare the prompt. */
  readonly signUp: boolean;
  readonly now: Millis;
}

/** Why a sign-in needs no second factor. */
export type ExemptReason = 'sso' | 'api' | 'sign_up' | 'before_policy_date';

export type Decision =
  | { readonly decision: 'challenge'; readonly factor: Factor }
  | { readonly decision: 'enroll'; readonly skippable: boolean }
  | { readonly decision: 'allow'; readonly reason: ExemptReason };

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long the first sign-in after sign-up may be retried as such. */
const SIGN_UP_MS = 10 * 60 * 1000;

/**
 * Decides the sign-in. Writes only what is new: nearly every sign-in leaves the record as it is. Refused with the
 * day's sign-ins without a second factor used up: a first session after sign-up, which is the client's word.
 */
export function decideSignIn(
  user: User,
  signIn: SignIn,
  prompt: PromptPolicy,
  policy: Policy,
): Step<Decision> {
  const decision = decide(user, signIn, prompt);
  const recorded = recordDecision(user, decision, signIn.now);
  const write = isSignUp(decision)
    ? countOperation(recorded, 'unprovedSignIns', { policy, now: signIn.now })
    : ok(recorded);
  if (!write.ok) return refuse(write.error);
  return { ...(write.value !== user && { write: write.value }), result: ok(decision) };
}

const isSignUp = (decision: Decision): boolean =>
  decision.decision === 'allow' && decision.reason === 'sign_up';

export function decide(user: User, signIn: SignIn, policy: PromptPolicy): Decision {
  const { factor, prompt } = user;
  switch (signIn.loginMethod) {
    case 'saml':
    case 'sso':
      return { decision: 'allow', reason: 'sso' };
    case 'api_key':
      return { decision: 'allow', reason: 'api' };
    case 'password':
    case 'oauth':
      if (factor !== undefined) return { decision: 'challenge', factor };
      if (signIn.signUp && sparesPrompt(prompt, signIn.now, policy)) {
        return { decision: 'allow', reason: 'sign_up' };
      }
      if (signIn.now < policy.from) return { decision: 'allow', reason: 'before_policy_date' };
      return { decision: 'enroll', skippable: skippable(prompt, policy, signIn.now) };
  }
}

/** Whether the prompt can be put off once more. */
export function skippable(prompt: PromptHistory, policy: PromptPolicy, now: Millis): boolean {
  const { requiredAfterDays: days, requiredAfterSkips: skips } = policy;
  if (skips !== null && prompt.skips >= skips) return false;
  const asked = prompt.firstAskedAt;
  return days === null || asked === undefined || now < asked + days * DAY_MS;
}

/**
 * `signUp` is the client's word. Where the prompt can always be skipped it gains nothing; where it becomes
 * due, it counts once: not after a prompt, nor after an earlier first session.
 */
function sparesPrompt(prompt: PromptHistory, now: Millis, policy: PromptPolicy): boolean {
  const alwaysSkippable = policy.requiredAfterDays === null && policy.requiredAfterSkips === null;
  const neverAsked = prompt.firstAskedAt === undefined && prompt.skips === 0;
  const sameSession = prompt.signUpAt === undefined || now < prompt.signUpAt + SIGN_UP_MS;
  return alwaysSkippable || (neverAsked && sameSession);
}

/**
 * Remembers the first prompt, the first session and why a sign-in needed no second factor, each once; the same user
 * where there is nothing new.
 */
function recordDecision(user: User, decision: Decision, now: Millis): User {
  switch (decision.decision) {
    case 'challenge':
      return notExempt(user);
    case 'enroll': {
      const asked = notExempt(user);
      return asked.prompt.firstAskedAt === undefined
        ? { ...asked, prompt: { ...asked.prompt, firstAskedAt: now } }
        : asked;
    }
    case 'allow':
      return recordExemption(user, decision.reason, now);
  }
}

function recordExemption(user: User, reason: ExemptReason, now: Millis): User {
  switch (reason) {
    case 'sso':
    case 'api':
      return user.exempt === reason ? user : { ...user, exempt: reason };
    case 'sign_up': {
      const first = notExempt(user);
      return first.prompt.signUpAt === undefined
        ? { ...first, prompt: { ...first.prompt, signUpAt: now } }
        : first;
    }
    case 'before_policy_date':
      return notExempt(user);
  }
}

const notExempt = (user: User): User => (user.exempt === undefined ? user : without(user, 'exempt'));
