/** POST /v1/2fa/skip: not now; the prompt comes back at the next sign-in. */

import type { UseCase } from '../../contract/operation.ts';
import type { skipEnrolment as operation } from '../../contract/operations/skip-enrolment.ts';
import { skippedAssertion } from '../../domain/assertion.ts';
import { skipPrompt } from '../../domain/enrolment.ts';
import { ok } from '../../domain/result.ts';
import { assertionFacts } from '../assertion-facts.ts';
import type { Core, WithPrompt, WithSigner } from '../dependencies.ts';
import { updateSigned } from '../update-signed.ts';

export const skipEnrolment =
  (deps: Core & WithSigner & WithPrompt): UseCase<typeof operation> =>
  async ({ caller }) => {
    const { users, policy, clock, prompt } = deps;
    const read = await users.load(caller.userId);
    const now = clock.now();
    const skipped = await updateSigned(deps, read, (user) => skipPrompt(user, prompt, { policy, now }), {
      claims: ({ write }) => write && skippedAssertion(assertionFacts(deps, caller, write)),
      // Nothing is secret here, and a skip that could not be answered must not be told as one.
      signFirst: true,
    });
    return skipped.ok ? ok({ assertion: skipped.value.assertion }) : skipped;
  };
