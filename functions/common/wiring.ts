/** The real things that the use cases depend on, built from the environment of the function. */

import { createAssertionKeys } from '../../shared/adapters/assertion-keys.ts';
import { keyRingFrom } from '../../shared/adapters/key-ring.ts';
import { createPlaceCounter } from '../../shared/adapters/place-counter.ts';
import { createRateLimiter } from '../../shared/adapters/rate-limiter.ts';
import { createSigner } from '../../shared/adapters/signer.ts';
import { systemClock, systemRandom } from '../../shared/adapters/system.ts';
import { type Table, tableFrom } from '../../shared/adapters/table.ts';
import { createUserStore } from '../../shared/adapters/user-store.ts';
import type { AssertionSettings } from '../../shared/domain/assertion.ts';
import type { LoadKeyRing } from '../../shared/domain/ports/key-ring.ts';
import * as variables from '../../shared/environment/variables.ts';
import type { ServeSettings } from '../../shared/http/serve.ts';
import { correlationId } from '../../shared/observability/correlation.ts';
import { startMetrics } from '../../shared/observability/metrics.ts';
import type {
  Core,
  WithAssertionKeys,
  WithDisabling,
  WithKeys,
  WithLocale,
  WithMethods,
  WithPlaceCounter,
  WithPrompt,
  WithRateLimiter,
  WithSigner,
} from '../../shared/operations/dependencies.ts';

const env = process.env;

startMetrics({ namespace: variables.METRIC_NAMESPACE.read(env), now: systemClock.now });

/** Users' records, and the counters that users share. */
export const table = (): Table => tableFrom(variables.TABLE_NAME.read(env));
/** The audit trails. */
export const trailTable = (): Table => tableFrom(variables.TRAIL_TABLE_NAME.read(env));

export const core = (): Core => ({
  clock: systemClock,
  random: systemRandom,
  policy: variables.POLICY.read(env),
  users: createUserStore(table(), systemClock, systemRandom, correlationId),
});

/** Asks for the keys at once, so that KMS answers while the rest of the function is still starting. */
export function withKeys(): WithKeys {
  const keys: LoadKeyRing = keyRingFrom(variables.ROOT_KEYS.read(env), systemRandom);
  // A failure here is met again, and answered, by the first request.
  keys().catch(() => undefined);
  return { keys };
}

const assertion = (): AssertionSettings => ({
  issuer: variables.ASSERTION_ISSUER.read(env),
  audience: variables.ASSERTION_AUDIENCE.read(env),
});

export const withSigner = (): WithSigner => ({
  signer: createSigner(variables.SIGNING_KEY_ARN.read(env)),
  assertion: assertion(),
});

export const withAssertionKeys = (): WithAssertionKeys => ({
  assertionKeys: createAssertionKeys(variables.ASSERTION_KEY_ARNS.read(env), assertion()),
});

export const withRateLimiter = (): WithRateLimiter => ({
  limiter: createRateLimiter(table(), systemRandom),
});

export const withPlaceCounter = (): WithPlaceCounter => ({
  places: createPlaceCounter(table(), systemRandom),
});

export const withLocale = (): WithLocale => ({ defaultLocale: variables.DEFAULT_LOCALE.read(env) });
export const withPrompt = (): WithPrompt => ({ prompt: variables.PROMPT_POLICY.read(env) });
export const withMethods = (): WithMethods => ({ methods: variables.METHODS.read(env) });
export const withDisabling = (): WithDisabling => ({ allowDisable: variables.ALLOW_DISABLE.read(env) });

/** How the operation is reached. */
const network = (): Pick<ServeSettings, 'trustedProxies' | 'originSecrets'> => ({
  trustedProxies: variables.TRUSTED_PROXIES.read(env),
  originSecrets: variables.ORIGIN_SECRETS.read(env),
});

/**
 * How the operation authenticates its callers.
 * @param keys where the operation has them: the log then tells its callers apart.
 */
export const serving = (keys?: WithKeys): ServeSettings => ({
  clock: systemClock,
  ...keys,
  ...network(),
  token: {
    issuer: variables.TOKEN_ISSUER.read(env),
    audience: variables.TOKEN_AUDIENCE.read(env),
    claims: variables.TOKEN_CLAIMS.read(env),
    scopes: variables.TOKEN_SCOPES.read(env),
  },
});

/** For operations that anybody may call. */
export const servingPublicly = (): ServeSettings => ({
  clock: systemClock,
  ...network(),
});
