/** What the deployment tells functions: each value arrives as it was written, and a malformed one stops the start. */

import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { Variable } from '../../shared/environment/variable.ts';
import * as variables from '../../shared/environment/variables.ts';

const claims = { sub: 'sub', sid: 'sid', email: 'email', loginMethod: 'login_method', scope: 'scope' };

test.each([
  ['text', variables.TABLE_NAME, 'users'],
  ['text that may be missing, and is', variables.WEB_OTP_DOMAIN, undefined],
  ['text that may be missing, and is not', variables.WEB_OTP_DOMAIN, 'portal.example'],
  [
    'root keys',
    variables.ROOT_KEYS,
    [
      { version: 2, arn: 'arn:2' },
      { version: 1, arn: 'arn:1' },
    ],
  ],
  ['keys', variables.ASSERTION_KEY_ARNS, ['arn:1', 'arn:2']],
  ['a price', variables.TEXT_MAX_PRICE_USD, 0.5],
  ['yes or no', variables.NOTICES, false],
  ['a language', variables.DEFAULT_LOCALE, 'de'],
  ['the policy', variables.POLICY, { ...DEFAULT_POLICY, attempts: 3 }],
  ['the prompt', variables.PROMPT_POLICY, { from: 1, requiredAfterDays: null, requiredAfterSkips: 2 }],
  ['all countries', variables.NUMBER_RULES, { allowedCountries: 'all' }],
  ['fewer to call', variables.NUMBER_RULES, { allowedCountries: ['DE', 'CU'], calledCountries: ['DE'] }],
  ['some countries', variables.NUMBER_RULES, { allowedCountries: ['DE'], defaultCountry: 'DE' }],
  ['names of claims', variables.TOKEN_CLAIMS, claims],
  [
    'what a claim means',
    variables.TOKEN_CLAIMS,
    {
      ...claims,
      loginMethod: { claim: 'amr', field: 'x', values: { fed: 'sso' }, present: 'oauth', otherwise: 'saml' },
    },
  ],
  ['no secrets of an origin', variables.ORIGIN_SECRETS, []],
  ['audiences', variables.TOKEN_AUDIENCE, ['web', 'mobile']],
  ['scopes', variables.TOKEN_SCOPES, { support: 'a', supportRead: 'b', admin: 'c' }],
  ['methods', variables.METHODS, ['totp', 'call']],
] as const)('%s is read as it was written', (_what, variable, value) => {
  const { read, write } = variable as Variable<unknown>;
  expect(read(write(value))).toEqual(value);
});

test('a list of secrets that is missing is not taken for an empty one, which opens the API', () => {
  expect(() => variables.ORIGIN_SECRETS.read({})).toThrow('ORIGIN_SECRETS is not set');
});

test.each([
  ['is missing', variables.TABLE_NAME, {}, 'The environment variable TABLE_NAME is not set.'],
  ['is empty', variables.BRAND, { BRAND: '' }, 'The environment variable BRAND is not set.'],
  ['is no JSON', variables.POLICY, { POLICY: '{' }, 'The environment variable POLICY is not JSON.'],
  [
    'lacks a part',
    variables.TOKEN_CLAIMS,
    { TOKEN_CLAIMS: JSON.stringify({ ...claims, scope: undefined }) },
    'The environment variable TOKEN_CLAIMS is malformed at /scope.',
  ],
  [
    'has a part of another type',
    variables.POLICY,
    { POLICY: JSON.stringify({ ...DEFAULT_POLICY, attempts: '5' }) },
    'The environment variable POLICY is malformed at /attempts.',
  ],
  [
    'is no language of ours',
    variables.DEFAULT_LOCALE,
    { DEFAULT_LOCALE: 'xx' },
    /^The environment variable DEFAULT_LOCALE is none of ar, da, de, /,
  ],
])('a variable that %s stops the function with its name', (_what, variable, env, message) => {
  expect(() => variable.read(env)).toThrow(message);
});

test.each(['[]', '{}', '[null]', '[{"version":0,"arn":"a"}]', '[{"version":1,"arn":""}]', '[{"version":1}]'])(
  '%s are no root keys',
  (keys) => {
    expect(() => variables.ROOT_KEYS.read({ ROOT_KEYS: keys })).toThrow(
      'The environment variable ROOT_KEYS is malformed at /.',
    );
  },
);

test('the deployment can’t write what no function would take', () => {
  expect(() => variables.POLICY.write({ ...DEFAULT_POLICY, attempts: Number.NaN })).toThrow(
    'The environment variable POLICY is malformed at /attempts.',
  );
});

test('no two variables share a name', () => {
  const names = Object.values(variables).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  '',
  { values: { fed: 'sso' } },
  { claim: '' },
  { claim: 'amr', values: { fed: 'SSO' } },
  { claim: 'amr', values: 'sso' },
  { claim: 'amr', present: true },
  { claim: 'amr', otherwise: 'none' },
  { claim: 'amr', more: 1 },
])('%j is no meaning of a claim', (loginMethod) => {
  const env = { TOKEN_CLAIMS: JSON.stringify({ ...claims, loginMethod }) };
  expect(() => variables.TOKEN_CLAIMS.read(env)).toThrow('TOKEN_CLAIMS is malformed at /loginMethod.');
});

test.each(['[]', '[""]', '"portal"', '[1]'])('%s names no audience', (TOKEN_AUDIENCE) => {
  expect(() => variables.TOKEN_AUDIENCE.read({ TOKEN_AUDIENCE })).toThrow('TOKEN_AUDIENCE is malformed');
});
