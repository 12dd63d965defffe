/**
 * An update whose accepted outcome is worth an assertion. The signature is made while the write is on its way, and
 * handed out only if the write lands; an attempt that loses its write does not wait for it, so the time of an answer
 * does not tell a right code from a wrong one.
 */

import type { AssertionClaims } from '../domain/assertion.ts';
import type { Refusal } from '../domain/refusal.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Rule, Step, User } from '../domain/user.ts';
import type { Core, WithSigner } from './dependencies.ts';
import { type Landed, nextVersion, update } from './update.ts';

export interface Signing<T> {
  /** What is signed beside the write of this step; `undefined` where nothing is. */
  readonly claims: (step: Step<T>) => AssertionClaims | undefined;
  /**
   * Whether the write waits for the signature, so that nothing is written without one. Only where that tells nothing
   * of the code: it is signed for right and wrong ones alike, or the code can't be guessed.
   */
  readonly signFirst: boolean;
  /** The state in the place of an outcome whose signature failed after its write. */
  readonly takeBack?: (landed: Landed<T>) => User;
}

export type Signed<T> = Landed<T> & { readonly assertion: string };

/** Throws `Unavailable`, also where the signature failed; the outcome was then taken back as far as possible. */
export async function updateSigned<T>(
  deps: Core & WithSigner,
  read: User,
  rule: Rule<T>,
  { claims, signFirst, takeBack }: Signing<T>,
): Promise<Result<Signed<T>, Refusal>> {
  let signature: Promise<string> | undefined;
  const done = await update(deps, read, rule, (step) => {
    const due = claims(step);
    signature = due === undefined ? undefined : deps.signer.sign(due);
    // It fails unheard where its write has lost.
    signature?.catch(() => undefined);
    return signFirst ? signature : undefined;
  });
  if (!done.ok) return done;
  if (signature === undefined) throw new Error('An outcome was accepted without a signature.');
  try {
    return ok({ ...done.value, assertion: await signature });
  } catch (error) {
    if (takeBack !== undefined) await putBack(deps, done.value.after, takeBack(done.value));
    throw error;
  }
}

/** Unless something else came in between. If it fails, nobody waits for another round: the next code works. */
async function putBack({ users, clock }: Core, written: User, state: User): Promise<void> {
  const next = { ...state, version: nextVersion(written, clock.now()) };
  await users.replace(written, next).catch(() => undefined);
}
