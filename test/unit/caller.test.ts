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

test.each([undefined, '', ' ', 7, null, {}, ['kim'], 'k'.repeat(256), '\udc00'])(
  '%j is no subject',
  (sub) => {
    expect(callerOf({ sub }, names)).toBeUndefined();
  },
);

test.each([undefined, null, ''])('%j is no session, and needs none', (sid) => {
  expect(callerOf({ sub: 'kim', sid }, names)).toEqual({
    userId: 'kim',
    loginMethod: 'password',
    scopes: [],
  });
});

test.each([' ', 7, {}, ['s'], 's'.repeat(256), '\udc00'])(
  'a session that is %j admits nobody: without it, what it began would be open to every session',
  (sid) => {
    expect(callerOf({ sub: 'kim', sid }, names)).toBeUndefined();
  },
);

test.each(['a b', 'https://portal.example', 'kim@example', 'a@b.example\r\nBcc: z@z.example', 7])(
  '%j is no address, so there are no notices, and support sees it',
  (email) => {
    expect(callerOf({ sub: 'kim', email }, names)).not.toHaveProperty('email');
  },
);
