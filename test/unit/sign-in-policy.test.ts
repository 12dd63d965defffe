/** Who is asked for a second factor: the whole decision table, which is also printed. */

import type { Decision } from '../../shared/domain/sign-in-policy.ts';
import { decide, loginMethod, recordDecision, skippable } from '../../shared/domain/sign-in-policy.ts';
import { DEFAULT_PROMPT, decisionRows, printTable } from './support/decision-table.ts';
import { DAY, kim, MINUTE, NOW } from './support/users.ts';

const rows = decisionRows();
const always = { ...DEFAULT_PROMPT, requiredAfterDays: null, requiredAfterSkips: null };
const due = { ...DEFAULT_PROMPT, requiredAfterSkips: 3, requiredAfterDays: 14 };

afterAll(() => printTable(rows));

describe('the decision table', () => {
  const select = (...wanted: readonly Partial<(typeof rows)[number]>[]) =>
    rows.filter((row) =>
      wanted.some((want) =>
        Object.entries(want).every(([key, value]) => row[key as keyof typeof row] === value),
      ),
    );
  const decisions = (selected: typeof rows) => [...new Set(selected.map(({ decision }) => decision))];

  test('SAML and SSO are never asked, enrolled or not, whatever else', () => {
    expect(decisions(select({ login: 'saml' }, { login: 'sso' }))).toEqual(['allow (sso)']);
  });

  test('API keys are never blocked, whatever else', () => {
    expect(decisions(select({ login: 'api_key' }))).toEqual(['allow (api)']);
  });

  test('a password or OAuth with 2FA enabled is always challenged: no flag, date or count spares it', () => {
    const enrolled = select({ login: 'password', enabled: true }, { login: 'oauth', enabled: true });
    expect(decisions(enrolled)).toEqual(['challenge']);
  });

  test('password and OAuth are decided alike', () => {
    const of = (login: 'password' | 'oauth') => select({ login }).map(({ login: _login, ...rest }) => rest);
    expect(of('oauth')).toEqual(of('password'));
  });

  const password = rows.filter(({ login, enabled }) => login === 'password' && !enabled);

  test('not enabled, before the policy date: not asked', () => {
    const before = password.filter(({ date }) => date === 'before');
    expect(decisions(before.filter(({ signUp }) => !signUp))).toEqual(['allow (before_policy_date)']);
    expect(decisions(before).every((decision) => decision.startsWith('allow'))).toBe(true);
  });

  test('not enabled, from the policy date on: asked, but not in the first session after sign-up', () => {
    const after = password.filter(({ date, prompt }) => date !== 'before' && prompt === 'always skippable');
    expect(decisions(after.filter(({ signUp }) => !signUp))).toEqual(['enroll, skippable']);
    expect(decisions(after.filter(({ signUp }) => signUp))).toEqual(['allow (sign_up)']);
  });

  test('where the prompt becomes due after three skips, the third skip is the last', () => {
    const after = password.filter(
      ({ date, prompt, signUp }) => date !== 'before' && prompt === 'due after 3 skips' && !signUp,
    );
    expect(Object.fromEntries(after.map(({ skips, decision }) => [skips, decision]))).toEqual({
      0: 'enroll, skippable',
      2: 'enroll, skippable',
      3: 'enroll',
      4: 'enroll',
    });
  });

  test('where the prompt becomes due, who says "sign-up" once more is asked all the same', () => {
    const again = password.filter(
      ({ date, prompt, signUp, skips }) =>
        date !== 'before' && prompt === 'due after 3 skips' && signUp && skips > 0,
    );
    expect(decisions(again).every((decision) => decision.startsWith('enroll'))).toBe(true);
  });
});

describe('the login method', () => {
  test.each(['password', 'oauth', 'saml', 'sso', 'api_key'])('%s is known', (claim) => {
    expect(loginMethod(claim)).toBe(claim);
  });

  test.each([undefined, null, '', 'SAML', 'sso ', 'magic_link', 'toString', 7, true, ['sso'], { sso: true }])(
    '%j counts as a password, the one with the most asked of it',
    (claim) => {
      expect(loginMethod(claim)).toBe('password');
    },
  );
});

describe('when the prompt becomes due', () => {
  test('fourteen days after the first prompt, to the millisecond', () => {
    const prompt = { firstAskedAt: NOW, skips: 0 };
    expect(skippable(prompt, due, NOW + 14 * DAY - 1)).toBe(true);
    expect(skippable(prompt, due, NOW + 14 * DAY)).toBe(false);
    expect(skippable(prompt, always, NOW + 4000 * DAY)).toBe(true);
  });

  test('never before it was asked for the first time', () => {
    expect(skippable({ skips: 0 }, due, NOW + 400 * DAY)).toBe(true);
  });

  test('the first session after sign-up may be retried for ten minutes, then it is over', () => {
    const signIn = {
      loginMethod: 'password',
      enabled: false,
      signUp: true,
      prompt: { skips: 0, signUpAt: NOW },
    } as const;
    expect(decide({ ...signIn, now: NOW + 10 * MINUTE - 1 }, due)).toMatchObject({ reason: 'sign_up' });
    expect(decide({ ...signIn, now: NOW + 10 * MINUTE }, due)).toMatchObject({ decision: 'enroll' });
  });
});

test('the policy date is 7 August 2023 unless configured, from its first millisecond in UTC', () => {
  const signIn = { loginMethod: 'password', enabled: false, signUp: false, prompt: { skips: 0 } } as const;
  const midnight = Date.UTC(2023, 7, 7);
  expect(decide({ ...signIn, now: midnight - 1 }, DEFAULT_PROMPT)).toMatchObject({ decision: 'allow' });
  expect(decide({ ...signIn, now: midnight }, DEFAULT_PROMPT)).toMatchObject({ decision: 'enroll' });
});

describe('what is remembered of a decision', () => {
  const remember = (decision: Decision, user = kim()) => recordDecision(user, decision, NOW);

  test('the first prompt, once', () => {
    const first = remember({ decision: 'enroll', skippable: true });
    expect(first.prompt).toEqual({ firstAskedAt: NOW, skips: 0 });
    expect(recordDecision(first, { decision: 'enroll', skippable: true }, NOW + DAY).prompt).toEqual(
      first.prompt,
    );
  });

  test('the first session after sign-up, once', () => {
    const first = remember({ decision: 'allow', reason: 'sign_up' });
    expect(first.prompt).toEqual({ skips: 0, signUpAt: NOW });
    expect(recordDecision(first, { decision: 'allow', reason: 'sign_up' }, NOW + DAY).prompt).toEqual(
      first.prompt,
    );
  });

  test('why the last sign-in was exempt, until one is not', () => {
    const exempt = remember({ decision: 'allow', reason: 'sso' });
    expect(exempt.exempt).toBe('sso');
    expect(recordDecision(exempt, { decision: 'allow', reason: 'api' }, NOW).exempt).toBe('api');
    expect(recordDecision(exempt, { decision: 'challenge' }, NOW)).not.toHaveProperty('exempt');
    expect(recordDecision(exempt, { decision: 'allow', reason: 'before_policy_date' }, NOW)).toEqual(kim());
  });
});
