/** POST /v1/challenges: what this sign-in needs, decided from verified claims; or the start of a step-up. */

import type { KeyRing } from '../shared/adapters/key-ring.ts';
import { startChallenge } from '../shared/contract/operations/start-challenge.ts';
import { isoTime } from '../shared/contract/time.ts';
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
import { type Decision, decide, recordDecision } from '../shared/domain/sign-in-policy.ts';
import type { Factor, ProofMethod, Step, User } from '../shared/domain/user.ts';
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

type Dependencies = Core & WithKeys & WithSigner & { readonly prompt: PromptPolicy };

export const start =
  (deps: Dependencies): Handle<typeof startChallenge> =>
  async ({ caller, body }) => {
    const read = await deps.users.load(caller.userId);
    if (body.purpose === 'step_up') {
      const { factor } = read;
      if (factor === undefined) return err(refusal('not_enabled'));
      return ok(issueChallenge(deps, await deps.keys(), caller, { ...read, factor }, 'step_up'));
    }
    const decided = await deps.users.update(read, (user) => decideAnew(user, deps, caller, body.signUp));
    if (!decided.ok) return decided;
    const { decision, user } = decided.value;
    switch (decision.decision) {
      case 'challenge': {
        const { factor } = user;
        if (factor === undefined) throw new Error('A challenge was decided without a factor.');
        return ok(issueChallenge(deps, await deps.keys(), caller, { ...user, factor }, 'sign_in'));
      }
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

interface Decided {
  readonly decision: Decision;
  /** The state that was decided on. */
  readonly user: User;
}

/** The decision on the newest state. Writes only what is new: nearly every sign-in leaves the record as it is. */
function decideAnew(
  user: User,
  { clock, prompt }: Dependencies,
  caller: Caller,
  signUp = false,
): Step<Decided> {
  const now = clock.now();
  const enabled = user.factor !== undefined;
  const decision = decide(
    { loginMethod: caller.loginMethod, enabled, signUp, now, prompt: user.prompt },
    prompt,
  );
  const write = recordDecision(user, decision, now);
  const same = write.exempt === user.exempt && isSamePrompt(write, user);
  return { ...(!same && { write }), result: ok({ decision, user: write }) };
}

const isSamePrompt = ({ prompt: a }: User, { prompt: b }: User): boolean =>
  a.firstAskedAt === b.firstAskedAt && a.signUpAt === b.signUpAt;

function issueChallenge(
  { clock, random, policy }: Core,
  keys: KeyRing,
  caller: Caller,
  { factor, ...user }: User & { readonly factor: Factor },
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
