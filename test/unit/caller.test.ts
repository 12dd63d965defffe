/** Who calls, from the claims of a verified token. */

import { callerOf } from '../../shared/http/caller.ts';

const names = { sub: 'sub', sid: 'sid', email: 'email', loginMethod: 'login_method', scope: 'scope' };

test('all claims that are used, and no other', () => {
  const claims = {
    sub: 'kim',
    sid: 'session-1',
    email: 'kim@portal.example',
    login_method: 'saml',
    scope: 'openid 2fa:support',
    admin: true,
  };
  expect(callerOf(claims, names)).toEqual({
    userId: 'kim',
    sid: 'session-1',
    email: 'kim@portal.example',
    loginMethod: 'saml',
    scopes: ['openid', '2fa:support'],
  });
});

test('only the subject is needed; an unknown way to log in counts as a password', () => {
  expect(callerOf({ sub: 'kim', login_method: 'carrier pigeon' }, names)).toEqual({
    userId: 'kim',
    loginMethod: 'password',
    scopes: [],
  });
});

test('claims have the names that the operator gives them', () => {
  const own = { ...names, sub: 'customer_id', loginMethod: 'https://portal.example/login' };
  const claims = { sub: 'other', customer_id: 'kim', 'https://portal.example/login': 'sso' };
  expect(callerOf(claims, own)).toMatchObject({ userId: 'kim', loginMethod: 'sso' });
});

test.each([undefined, '', 7, null, {}, ['kim'], 'k'.repeat(256), '\udc00'])('%j is no subject', (sub) => {
  expect(callerOf({ sub }, names)).toBeUndefined();
});
