/** Who is asked for a second factor, and when: the one decision from verified claims. */

import type { Millis } from './brand.ts';
import type { PromptPolicy } from './policy.ts';
import type { PromptHistory, User } from './user.ts';

export type LoginMethod = 'password' | 'oauth' | 'saml' | 'sso' | 'api_key';

export interface SignIn {
  readonly loginMethod: LoginMethod;
  readonly enabled: boolean;
  /** The client says that this is the first session after sign-up; it can only spare the prompt. */
  readonly signUp: boolean;
  readonly now: Millis;
  readonly prompt: PromptHistory;
}

export type Decision =
  | { readonly decision: 'challenge' }
  | { readonly decision: 'enroll'; readonly skippable: boolean }
  | { readonly decision: 'allow'; readonly reason: 'sso' | 'api' | 'sign_up' | 'before_policy_date' };

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long the first sign-in after sign-up may be retried as such. */
const SIGN_UP_MS = 10 * 60 * 1000;

/** Anything that is not a known login method counts as `password`, the one with the most asked of it. */
export function loginMethod(claim: unknown): LoginMethod {
  switch (claim) {
    case 'oauth':
    case 'saml':
    case 'sso':
    case 'api_key':
      return claim;
    default:
      return 'password';
  }
}

export function decide(signIn: SignIn, policy: PromptPolicy): Decision {
  switch (signIn.loginMethod) {
    case 'saml':
    case 'sso':
      return { decision: 'allow', reason: 'sso' };
    case 'api_key':
      return { decision: 'allow', reason: 'api' };
    case 'password':
    case 'oauth':
      if (signIn.enabled) return { decision: 'challenge' };
      if (signIn.signUp && sparesPrompt(signIn, policy)) return { decision: 'allow', reason: 'sign_up' };
      if (signIn.now < policy.from) return { decision: 'allow', reason: 'before_policy_date' };
      return { decision: 'enroll', skippable: skippable(signIn.prompt, policy, signIn.now) };
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
function sparesPrompt({ prompt, now }: SignIn, policy: PromptPolicy): boolean {
  const alwaysSkippable = policy.requiredAfterDays === null && policy.requiredAfterSkips === null;
  const neverAsked = prompt.firstAskedAt === undefined && prompt.skips === 0;
  const sameSession = prompt.signUpAt === undefined || now < prompt.signUpAt + SIGN_UP_MS;
  return alwaysSkippable || (neverAsked && sameSession);
}

/** Remembers the first prompt, the first session and why a sign-in needed no second factor, each once. */
export function recordDecision(user: User, decision: Decision, now: Millis): User {
  const { exempt: _last, ...rest } = user;
  switch (decision.decision) {
    case 'challenge':
      return rest;
    case 'enroll':
      return { ...rest, prompt: { ...user.prompt, firstAskedAt: user.prompt.firstAskedAt ?? now } };
    case 'allow':
      switch (decision.reason) {
        case 'sso':
        case 'api':
          return { ...rest, exempt: decision.reason };
        case 'sign_up':
          return { ...rest, prompt: { ...user.prompt, signUpAt: user.prompt.signUpAt ?? now } };
        case 'before_policy_date':
          return rest;
      }
  }
}
