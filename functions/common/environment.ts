/** What a function is told by its environment. A missing or malformed variable stops it at start. */

import type { AssertionSettings } from '../../shared/domain/assertion.ts';
import { DEFAULT_POLICY, type Policy, type PromptPolicy } from '../../shared/domain/policy.ts';
import type { ClaimNames, TokenSettings } from '../../shared/http/token.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export function variable(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

const json = (env: Environment, name: string): unknown => JSON.parse(variable(env, name));

export const policyFrom = (env: Environment): Policy => ({
  ...DEFAULT_POLICY,
  ...(json(env, 'POLICY') as Partial<Policy>),
});

export const promptPolicyFrom = (env: Environment): PromptPolicy =>
  json(env, 'PROMPT_POLICY') as PromptPolicy;

export const tokenSettingsFrom = (env: Environment): TokenSettings => ({
  issuer: variable(env, 'TOKEN_ISSUER'),
  audience: variable(env, 'TOKEN_AUDIENCE'),
  claims: json(env, 'TOKEN_CLAIMS') as ClaimNames,
});

export const assertionSettingsFrom = (env: Environment): AssertionSettings => ({
  issuer: variable(env, 'ASSERTION_ISSUER'),
  audience: variable(env, 'ASSERTION_AUDIENCE'),
});
