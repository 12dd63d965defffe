/** Who is asked for a second factor: the whole decision table, which is also printed. */

import { type LoginMethod, loginMethod } from '../../shared/domain/login-method.ts';
import { decide, decideSignIn, skippable } from '../../shared/domain/sign-in-policy.ts';
import { DEFAULT_PROMPT, decisionRows, printTable } from './support/decision-table.ts';
import { DAY, kim, policy as limits, MINUTE, NOW, totpFactor } from './support/users.ts';

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
    const user = kim({ prompt: { skips: 0, signUpAt: NOW } });
    const at = (now: number) => decide(user, { loginMethod: 'password', signUp: true, now }, due);
    expect(at(NOW + 10 * MINUTE - 1)).toMatchObject({ reason: 'sign_up' });
    expect(at(NOW + 10 * MINUTE)).toMatchObject({ decision: 'enroll' });
  });

  test.each([
    ['days', { ...always, requiredAfterDays: 14 }],
    ['skips', { ...always, requiredAfterSkips: 3 }],
  ])('by %s alone, who says "sign-up" after the first prompt is asked all the same', (_by, policy) => {
    const signIn = { loginMethod: 'password', signUp: true, now: NOW + MINUTE } as const;
    // Who skips it unasked has had it as well.
    for (const prompt of [{ firstAskedAt: NOW, skips: 0 }, { skips: 1 }]) {
      expect(decide(kim({ prompt }), signIn, policy)).toMatchObject({ decision: 'enroll' });
    }
    expect(decide(kim(), signIn, policy)).toMatchObject({ reason: 'sign_up' });
  });
});

test('the policy date is 7 August 2023 unless configured, from its first millisecond in UTC', () => {
  const at = (now: number) => decide(kim(), { loginMethod: 'password', signUp: false, now }, DEFAULT_PROMPT);
  const midnight = Date.UTC(2023, 7, 7);
  expect(at(midnight - 1)).toMatchObject({ decision: 'allow' });
  expect(at(midnight)).toMatchObject({ decision: 'enroll' });
});

describe('what is remembered of a decision', () => {
  const by = (login: LoginMethod, user = kim(), { now = NOW, signUp = false, policy = always } = {}) =>
    decideSignIn(user, { loginMethod: login, signUp, now }, policy, limits);
  const recorded = (...args: Parameters<typeof by>) => {
    const { write } = by(...args);
    if (write === undefined) throw new Error('Nothing is remembered.');
    return write;
  };
  const early = { now: DEFAULT_PROMPT.from - 1 };

  test('the first prompt, once', () => {
    const first = recorded('password');
    expect(first).toEqual(kim({ prompt: { firstAskedAt: NOW, skips: 0 } }));
    expect(by('password', first, { now: NOW + DAY })).not.toHaveProperty('write');
  });

  test('the first session after sign-up, once', () => {
    const first = recorded('password', kim(), { signUp: true });
    expect(first.prompt).toEqual({ skips: 0, signUpAt: NOW });
    const again = recorded('password', first, { signUp: true, now: NOW + MINUTE });
    expect(again.prompt).toEqual(first.prompt);
  });

  test('why the last sign-in was exempt, until one is not', () => {
    const exempt = recorded('saml');
    expect(exempt).toEqual(kim({ exempt: 'sso' }));
    expect(by('sso', exempt)).not.toHaveProperty('write');
    expect(recorded('api_key', exempt).exempt).toBe('api');
    expect(recorded('password', { ...exempt, factor: totpFactor() })).not.toHaveProperty('exempt');
    expect(recorded('password', exempt)).toEqual(kim({ prompt: { firstAskedAt: NOW, skips: 0 } }));
    expect(recorded('password', exempt, { signUp: true })).not.toHaveProperty('exempt');
    expect(recorded('password', exempt, early)).toEqual(kim());
  });

  test('nothing of a challenge, or of a sign-in before the policy date', () => {
    expect(by('password', kim({ factor: totpFactor() }))).not.toHaveProperty('write');
    expect(by('oauth', kim(), early)).not.toHaveProperty('write');
  });
});
