/** POST /v1/challenges: what this sign-in needs, decided from verified claims; or the start of a step-up. */

import type { KeyRing } from '../shared/adapters/key-ring.ts';
import { startChallenge } from '../shared/contract/operations/start-challenge.ts';
import { exemptAssertion } from '../shared/domain/assertion.ts';
import {
  CHALLENGE_NONCE_BYTES,
  type Challenge,
  challengeExpiry,
  encodeChallenge,
} from '../shared/domain/challenge.ts';
import type { ChallengePurpose } from '../shared/domain/event.ts';
import type { PromptPolicy } from '../shared/domain/policy.ts';
import { refusal } from '../shared/domain/refusal.ts';
import { err, ok } from '../shared/domain/result.ts';
import { decide, recordDecision } from '../shared/domain/sign-in-policy.ts';
import type { Factor, ProofMethod, User } from '../shared/domain/user.ts';
import type { Caller } from '../shared/http/caller.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { assertionFacts } from './common/assertions.ts';
import {
  type Core,
  core,
  promptPolicy,
  serving,
  type WithKeys,
  type WithSigner,
  withKeys,
  withSigner,
} from './common/dependencies.ts';
import { phoneOf } from './common/status.ts';
import { isoTime } from './common/time.ts';

type Dependencies = Core & WithKeys & WithSigner & { readonly prompt: PromptPolicy };

export const start =
  (deps: Dependencies): Handle<typeof startChallenge> =>
  async ({ caller, body }) => {
    const user = await deps.users.load(caller.userId);
    if (body.purpose === 'step_up') {
      if (user.factor === undefined) return err(refusal('not_enabled'));
      return ok(issueChallenge(deps, await deps.keys(), caller, user, user.factor, 'step_up'));
    }
    const now = deps.clock.now();
    const decision = decide(
      {
        loginMethod: caller.loginMethod,
        enabled: user.factor !== undefined,
        signUp: body.signUp ?? false,
        now,
        prompt: user.prompt,
      },
      deps.prompt,
    );
    await remember(deps, user, (current) => recordDecision(current, decision, now));
    switch (decision.decision) {
      case 'challenge':
        if (user.factor === undefined) throw new Error('A challenge was decided without a factor.');
        return ok(issueChallenge(deps, await deps.keys(), caller, user, user.factor, 'sign_in'));
      case 'enroll':
        return ok({
          decision: 'enroll' as const,
          skippable: decision.skippable,
          methods: ['totp', 'sms', 'call'] as ('totp' | 'sms' | 'call')[],
        });
      case 'allow': {
        const assertion = await deps.signer.sign(exemptAssertion(assertionFacts(deps, caller, user)));
        return ok({ decision: 'allow' as const, reason: decision.reason, assertion });
      }
    }
  };

/** Writes only what is new: nearly every sign-in leaves the record as it is. */
async function remember({ users }: Core, user: User, change: (user: User) => User): Promise<void> {
  await users.update(user, (current) => {
    const write = change(current);
    const same = write.exempt === current.exempt && isSamePrompt(write, current);
    return same ? { result: ok(undefined) } : { write, result: ok(undefined) };
  });
}

const isSamePrompt = ({ prompt: a }: User, { prompt: b }: User): boolean =>
  a.firstAskedAt === b.firstAskedAt && a.signUpAt === b.signUpAt;

function issueChallenge(
  { clock, random, policy }: Core,
  keys: KeyRing,
  caller: Caller,
  user: User,
  factor: Factor,
  purpose: ChallengePurpose,
) {
  const challenge: Challenge = {
    nonce: Buffer.from(random.bytes(CHALLENGE_NONCE_BYTES)).toString('base64url'),
    purpose,
    bound: caller.sid !== undefined,
    issuedAt: clock.now(),
  };
  const methods: ProofMethod[] = [factor.method];
  if ((user.backupCodes?.hashes.length ?? 0) > 0) methods.push('backup_code');
  return {
    decision: 'challenge' as const,
    challengeId: encodeChallenge(challenge, caller, (parts) => keys.mac('challenge', parts)),
    methods,
    ...(factor.method === 'phone' && { phone: phoneOf(keys, user, factor) }),
    expiresAt: isoTime(challengeExpiry(challenge, policy)),
  };
}

export const handler = serve(
  startChallenge,
  serving(),
  start({ ...core(), ...withKeys(), ...withSigner(), prompt: promptPolicy() }),
);
