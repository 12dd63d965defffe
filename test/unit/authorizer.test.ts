/** Claims as API Gateway's authorizer hands them over: what it made text of is read from the token itself. */

import { authorizerClaims } from '../../shared/http/authorizer.ts';
import { callerOf } from '../../shared/http/caller.ts';
import { claimText } from '../local/emulator/gateway/event.ts';
import { requestEvent } from './support/request.ts';

const names = {
  sub: 'sub',
  sid: 'sid',
  email: 'email',
  loginMethod: 'login_method',
  scope: 'groups',
};
const base = { iss: 'https://login.portal.example', aud: 'portal', sub: 'kim', exp: 1_772_366_700 };

type Payload = Readonly<Record<string, unknown>>;

const asAuthorized = (payload: Payload): Payload =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));
const bearerOf = (payload: Payload): string =>
  `Bearer e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;

/** The claims of an event for this token; the context may be another token's. */
function claimsOf(payload: Payload, { context = payload, authorization = bearerOf(payload) } = {}) {
  const event = requestEvent({ claims: asAuthorized(context), headers: { authorization } });
  return authorizerClaims(event, names);
}

function scopesOf(groups: unknown): readonly string[] | undefined {
  const claims = claimsOf({ ...base, groups });
  return claims === undefined || claims === 'unusable' ? undefined : callerOf(claims, names)?.scopes;
}

test.each<[unknown, readonly string[]]>([
  [['2fa:support'], ['2fa:support']],
  [
    ['a', '2fa:support', 'b'],
    ['a', '2fa:support', 'b'],
  ],
  [['org 2fa:support x'], ['org 2fa:support x']],
  ['openid 2fa:support', ['openid', '2fa:support']],
  ['[2fa:support]', ['[2fa:support]']],
  ['[x 2fa:support y]', ['[x 2fa:support y]']],
  [[], []],
  [[['2fa:support']], []],
  [{ '2fa:support': true }, []],
  [null, []],
])('groups %j are the scopes %j: whole elements of an array, words of a text', (groups, scopes) => {
  expect(scopesOf(groups)).toEqual(scopes);
});

test('a session that is null is none, and not one of that name', () => {
  const claims = claimsOf({ ...base, sid: null });
  expect(claims === undefined || claims === 'unusable' ? claims : callerOf(claims, names)).not.toHaveProperty(
    'sid',
  );
});

test('plain claims are taken as the authorizer has them, without a look at the token', () => {
  expect(claimsOf({ ...base, groups: 'a b' }, { authorization: 'Bearer garbage' })).toEqual(
    asAuthorized({ ...base, groups: 'a b' }),
  );
});

describe('where the token has to be read, it must be the one that was authorized', () => {
  const payload = { ...base, groups: ['2fa:support'] };

  test('several audiences are compared as the authorizer writes them', () => {
    const several = { ...payload, aud: ['portal', 'mobile'] };
    expect(claimsOf(several)).toEqual(several);
  });

  test.each(['1772366700', 1_772_366_700, '1.7723667e+09'])('the expiry is a number, also as %j', (exp) => {
    const context = { ...asAuthorized(payload), exp };
    const event = requestEvent({ claims: context, headers: { authorization: bearerOf(payload) } });
    expect(authorizerClaims(event, names)).toEqual(payload);
  });

  test.each<[string, Payload]>([
    ['issuer', { iss: 'https://evil.example' }],
    ['audience', { aud: 'other' }],
    ['subject', { sub: 'robin' }],
    ['expiry', { exp: base.exp + 1 }],
  ])('another %s', (_claim, changed) => {
    expect(claimsOf({ ...payload, ...changed }, { context: payload })).toBe('unusable');
  });

  test.each(['', 'Basic a2lt', 'Bearer garbage', 'Bearer a.bnVsbA.c', 'Bearer a.e30.c'])(
    'none that can be read: %j',
    (authorization) => {
      expect(claimsOf(payload, { authorization })).toBe('unusable');
    },
  );
});

test('without an authorizer there are no claims of it', () => {
  expect(authorizerClaims(requestEvent(), names)).toBeUndefined();
});
