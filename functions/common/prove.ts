/**
 * Proving a code, the same way for every method: charge the try, compare, sign, decide.
 *
 * The charge is a write of its own, and that of a wrong code stays whatever happens after it. The assertion is
 * signed before the deciding write, so a failing signer leaves a right code unspent, and its try is taken back;
 * it is handed out only if the write lands.
 */

import { type Proof, verifiedAssertion } from '../../shared/domain/assertion.ts';
import { attemptsRemaining, noteFailures } from '../../shared/domain/attempts.ts';
import type { Refusal } from '../../shared/domain/refusal.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import { accept, type Rule, type Step, type User } from '../../shared/domain/user.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { assertionFacts } from './assertions.ts';
import type { Core, WithSigner } from './dependencies.ts';

export interface Attempt<P, T> {
  /** Counts the try, on the newest state. */
  readonly charge: Rule<User>;
  /** What the code proves on the charged state, or `undefined` for a wrong one. */
  readonly compare: (charged: User) => P | undefined;
  /** The deciding write: spends what was proved, if it is still there to be spent. */
  readonly accept: (user: User, proved: P) => Step<T>;
  readonly proof: (proved: P) => Proof;
  /** Takes the charge back, where the code was right but its assertion could not be signed. */
  readonly refund: (user: User, charged: User) => User;
  /** Tries left after this one; those with a code unless given. */
  readonly remaining?: (charged: User) => number;
}

export interface Proved<T> {
  readonly value: T;
  readonly assertion: string;
}

export async function prove<P, T>(
  deps: Core & WithSigner,
  caller: Caller,
  read: User,
  attempt: Attempt<P, T>,
): Promise<Result<Proved<T>, Refusal>> {
  const { users, policy, clock } = deps;
  const charged = await users.update(read, attempt.charge);
  if (!charged.ok) return charged;
  const remaining = attempt.remaining ?? ((user) => attemptsRemaining(user, policy, clock.now()));
  const wrong = err<Refusal>({ code: 'wrong_code', attemptsRemaining: remaining(charged.value) });

  const proved = attempt.compare(charged.value);
  if (proved === undefined) {
    await tellOfFailures(deps, charged.value);
    return wrong;
  }
  const claims = verifiedAssertion(assertionFacts(deps, caller, charged.value), attempt.proof(proved));
  const assertion = await deps.signer.sign(claims).catch(async (error: unknown) => {
    await users.update(charged.value, (user) => accept(attempt.refund(user, charged.value), undefined));
    throw error;
  });
  const decided = await users.update(charged.value, (user) => attempt.accept(user, proved));
  if (!decided.ok) return decided.error.code === 'wrong_code' ? wrong : decided;
  return ok({ value: decided.value, assertion });
}

/** The customer is told where wrong codes repeat, and where this was the last that the day allows. */
async function tellOfFailures({ users, policy, clock }: Core, charged: User): Promise<void> {
  if (noteFailures(charged, policy, clock.now()) === undefined) return;
  await users.update(charged, (user) => {
    const write = noteFailures(user, policy, clock.now());
    return { ...(write !== undefined && { write }), result: ok(undefined) };
  });
}
