/** What writes, signs or mails is limited a day, and what must never be blocked is not. */

import { countOperation } from '../../shared/domain/daily-limits.ts';
import { replaceBackupCodes, skipPrompt, startApp } from '../../shared/domain/enrolment.ts';
import type { LoginMethod } from '../../shared/domain/login-method.ts';
import { decideSignIn } from '../../shared/domain/sign-in-policy.ts';
import { type SupportReset, supportReset } from '../../shared/domain/support.ts';
import type { Step, User } from '../../shared/domain/user.ts';
import { backupCodeSet, keys } from './support/codes.ts';
import { DEFAULT_PROMPT } from './support/decision-table.ts';
import { DAY, kim, MINUTE, NOW, pendingTotp, policy, refused, totpFactor } from './support/users.ts';

const { stored } = backupCodeSet();
const RESET = { type: 'SupportReset', reset: 'limits', by: 'agent', reason: 'Lost', at: NOW } as const;
const signIn = (loginMethod: LoginMethod, signUp: boolean, now: number) => (user: User) =>
  decideSignIn(user, { loginMethod, signUp, now }, DEFAULT_PROMPT, policy);

/** Each rule as it is applied at a time, and the user that it is for. */
const LIMITED: readonly [
  name: string,
  max: number,
  user: User,
  rule: (now: number) => (user: User) => Step<unknown>,
][] = [
  ['an app’s enrolment', 20, kim(), (now) => (user) => startApp(user, pendingTotp('app'), { policy, now })],
  ['a skipped prompt', 100, kim(), (now) => (user) => skipPrompt(user, DEFAULT_PROMPT, { policy, now })],
  ['a first session', 100, kim(), (now) => signIn('password', true, now)],
  [
    'a set of backup codes',
    10,
    kim({ factor: totpFactor() }),
    (now) => (user) => replaceBackupCodes(user, stored, { keys, policy, caller: {}, locale: 'en', now }),
  ],
  [
    'a reset by support',
    20,
    kim(),
    (now) => (user) => supportReset(user, { ...RESET, at: now } satisfies SupportReset, policy),
  ],
];

const repeat = (user: User, times: number, rule: (user: User) => Step<unknown>): User =>
  Array.from({ length: times }).reduce<User>((current) => {
    const step = rule({ ...current, events: [] });
    if (!step.result.ok) throw new Error(`Refused: ${step.result.error.code}`);
    return step.write ?? current;
  }, user);

test.each(LIMITED)(
  '%s: %i a day, then a refusal that writes nothing, until the window ends',
  (_, max, user, rule) => {
    const full = repeat(user, max, rule(NOW));
    const step = rule(NOW + 60 * MINUTE)(full);
    expect(refused(step)).toEqual({ code: 'too_many_requests', retryAfter: 23 * 60 * 60 });
    expect(step.write).toBeUndefined();
    expect(rule(NOW + DAY)(full).result.ok).toBe(true);
  },
);

test('skips and first sessions count together: both are sign-ins without a second factor', () => {
  const half = repeat(kim(), 50, signIn('password', true, NOW));
  const full = repeat(half, 50, (user) => skipPrompt(user, DEFAULT_PROMPT, { policy, now: NOW }));
  expect(refused(signIn('password', true, NOW)(full)).code).toBe('too_many_requests');
});

test.each<[string, LoginMethod, number]>([
  ['SSO', 'sso', NOW],
  ['an API key', 'api_key', NOW],
  ['a password before the policy date', 'password', DEFAULT_PROMPT.from - 1],
])('a sign-in by %s is never blocked, and writes no more than once', (_, login, now) => {
  const used = countAll(kim());
  const first = signIn(login, false, now)(used);
  const next = signIn(login, false, now)(first.write ?? used);
  expect([first.result.ok, next.result.ok]).toEqual([true, true]);
  expect(next.write).toBeUndefined();
});

test('resets are the one count that a reset leaves, so that support can lift all others and not this', () => {
  const reset = repeat(countAll(kim()), 1, (user) => supportReset(user, RESET, policy));
  expect(Object.keys(reset.limits)).toEqual(['supportResets']);
});

/** Every sign-in without a second factor used up. */
function countAll(user: User): User {
  return repeat(user, policy.unprovedSignIns, (current) => {
    const counted = countOperation(current, 'unprovedSignIns', { policy, now: NOW });
    return counted.ok
      ? { write: counted.value, result: { ok: true, value: undefined } }
      : { result: counted };
  });
}
