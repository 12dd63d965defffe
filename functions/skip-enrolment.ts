/** POST /v1/2fa/skip: not now; the prompt comes back at the next sign-in. */

import { skipEnrolment } from '../shared/contract/operations/skip-enrolment.ts';
import { skippedAssertion } from '../shared/domain/assertion.ts';
import { skipPrompt } from '../shared/domain/enrolment.ts';
import type { PromptPolicy } from '../shared/domain/policy.ts';
import { ok } from '../shared/domain/result.ts';
import { skippable } from '../shared/domain/sign-in-policy.ts';
import { refuseWith } from '../shared/domain/user.ts';
import { type Handle, serve } from '../shared/http/serve.ts';
import { assertionFacts } from './common/assertions.ts';
import {
  type Core,
  core,
  promptPolicy,
  serving,
  type WithSigner,
  withSigner,
} from './common/dependencies.ts';

export const skip =
  (deps: Core & WithSigner & { readonly prompt: PromptPolicy }): Handle<typeof skipEnrolment> =>
  async ({ caller }) => {
    const { users, clock, signer } = deps;
    const user = await users.load(caller.userId);
    const now = clock.now();
    const assertion = await signer.sign(skippedAssertion(assertionFacts(deps, caller, user)));
    const skipped = await users.update(user, (current) => {
      const due = current.factor === undefined && !skippable(current.prompt, deps.prompt, now);
      return due ? refuseWith('forbidden') : skipPrompt(current, now);
    });
    return skipped.ok ? ok({ assertion }) : skipped;
  };

export const handler = serve(
  skipEnrolment,
  serving(),
  skip({ ...core(), ...withSigner(), prompt: promptPolicy() }),
);
