/** What the operations depend on, built from the environment of the function. */

import { createAssertionKeys } from '../../shared/adapters/assertion-keys.ts';
import { type KeyRing, keyRingFrom } from '../../shared/adapters/key-ring.ts';
import { createSigner, type Signer } from '../../shared/adapters/signer.ts';
import { systemClock, systemRandom } from '../../shared/adapters/system.ts';
import { type Table, tableFrom } from '../../shared/adapters/table.ts';
import { createUserStore, type UserStore } from '../../shared/adapters/user-store.ts';
import type { AssertionSettings } from '../../shared/domain/assertion.ts';
import type { Policy, PromptPolicy } from '../../shared/domain/policy.ts';
import type { Clock, Random } from '../../shared/domain/ports.ts';
import { isLocale } from '../../shared/wording/locale.ts';
import {
  assertionSettingsFrom,
  policyFrom,
  promptPolicyFrom,
  tokenSettingsFrom,
  variable,
} from './environment.ts';
import type { WithLocale } from './locale.ts';

/** What nearly every operation needs. */
export interface Core {
  readonly clock: Clock;
  readonly random: Random;
  readonly policy: Policy;
  readonly users: UserStore;
}

/** Sealing and hashing, under keys that KMS is asked for once. */
export interface WithKeys {
  readonly keys: () => Promise<KeyRing>;
}

export interface WithSigner {
  readonly signer: Signer;
  readonly assertion: AssertionSettings;
}

const env = process.env;

export const table = (): Table => tableFrom(variable(env, 'TABLE_NAME'));

export const core = (store: Table = table()): Core => ({
  clock: systemClock,
  random: systemRandom,
  policy: policyFrom(env),
  users: createUserStore(store, systemClock, systemRandom),
});

/** Asks for the keys at once, so that KMS answers while the rest of the function is still starting. */
export function withKeys(): WithKeys {
  const versions = Number(variable(env, 'KEY_VERSIONS'));
  const keys = keyRingFrom(variable(env, 'MAC_KEY_ARN'), versions, systemRandom);
  // A failure here is met again, and answered, by the first request.
  keys().catch(() => undefined);
  return { keys };
}

export const withSigner = (): WithSigner => ({
  signer: createSigner(variable(env, 'SIGNING_KEY_ARN')),
  assertion: assertionSettingsFrom(env),
});

export const withAssertionKeys = () => ({
  assertionKeys: createAssertionKeys(variable(env, 'SIGNING_KEY_ARN'), assertionSettingsFrom(env)),
});

/** How the operation authenticates its callers. */
export const serving = () => ({ clock: systemClock, token: tokenSettingsFrom(env) });

export const promptPolicy = (): PromptPolicy => promptPolicyFrom(env);

/** Whether the operator lets customers turn their second factor off. */
export const allowDisable = (): boolean => variable(env, 'ALLOW_DISABLE') === 'true';

/** The portal's name, as customers know it. */
export const brand = (): string => variable(env, 'BRAND');

export const withLocale = (): WithLocale => {
  const locale = variable(env, 'DEFAULT_LOCALE');
  if (!isLocale(locale)) throw new Error('DEFAULT_LOCALE is none of the languages there are.');
  return { defaultLocale: locale };
};

/** Whether customers are told of changes by mail. */
export const noticesOn = (): boolean => variable(env, 'NOTICES') === 'on';
