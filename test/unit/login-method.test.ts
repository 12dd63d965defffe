/** What a provider says of how somebody has signed in, by the operator's mapping. */

import { type LoginMethodRule, mappedLoginMethod } from '../../shared/domain/login-method.ts';

const amr: LoginMethodRule = { claim: 'amr', values: { saml: 'saml', fed: 'sso', pwd: 'password' } };

test.each<[unknown, string]>([
  ['saml', 'saml'],
  [['fed', 'pwd'], 'sso'],
  [['pwd', 'fed'], 'password'],
  [['mfa', 'fed'], 'sso'],
  ['fed saml', 'password'],
  [['x fed'], 'password'],
  ['[fed]', 'password'],
  ['toString', 'password'],
  [['constructor'], 'password'],
  [[['fed']], 'password'],
  [{ fed: true }, 'password'],
  [[], 'password'],
  [null, 'password'],
  [undefined, 'password'],
])('of values and arrays the first known one decides, whole: %j is %s', (claim, method) => {
  expect(mappedLoginMethod(claim, amr)).toBe(method);
});

test('what a token means that says nothing is the operator’s decision', () => {
  expect(mappedLoginMethod(undefined, { ...amr, otherwise: 'oauth' })).toBe('oauth');
  expect(mappedLoginMethod('unheard of', { ...amr, otherwise: 'oauth' })).toBe('oauth');
});

test.each<[unknown, string]>([
  ['acme.example', 'sso'],
  ['google', 'oauth'],
  [['acme'], 'sso'],
  [[{ id: 1 }], 'sso'],
  [true, 'sso'],
  ['', 'password'],
  [[], 'password'],
  [[''], 'password'],
  [null, 'password'],
  [undefined, 'password'],
  // As the token has it, and as the authorizer writes it.
  [false, 'password'],
  ['false', 'password'],
])('presence alone can tell, and known values still win: %j is %s', (claim, method) => {
  const rule: LoginMethodRule = { claim: 'idp', values: { google: 'oauth' }, present: 'sso' };
  expect(mappedLoginMethod(claim, rule)).toBe(method);
});

test('a member of objects', () => {
  const rule: LoginMethodRule = { claim: 'identities', field: 'providerType', values: { SAML: 'saml' } };
  expect(mappedLoginMethod([{ providerType: 'SAML' }], rule)).toBe('saml');
  expect(mappedLoginMethod({ providerType: 'SAML' }, rule)).toBe('saml');
  expect(mappedLoginMethod([{ providerName: 'SAML' }], rule)).toBe('password');
  expect(mappedLoginMethod('[{"providerType":"SAML"}]', rule)).toBe('password');
});

test('numbers and truth values are known by their text, as the authorizer writes them', () => {
  const rule: LoginMethodRule = { claim: 'acr', values: { '1': 'sso', true: 'saml' } };
  expect(mappedLoginMethod(1, rule)).toBe('sso');
  expect(mappedLoginMethod(true, rule)).toBe('saml');
});
