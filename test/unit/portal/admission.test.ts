/** The backend's door: what opens it, and what does not. */

import { type AdmissionOptions, createAdmission } from '../../../shared/portal/admission/src/admission.ts';
import { AdmissionError } from '../../../shared/portal/admission/src/error.ts';
import { usedInMemory } from '../../../shared/portal/admission/src/used-assertions.ts';
import {
  audience,
  type Changes,
  createAssertion,
  issuer,
  keySet,
  otherKeys,
  signIn,
  start,
} from './support/assertion-keys.ts';

const doorAt = (seconds = start, more: Partial<AdmissionOptions> = {}) => {
  const now = () => seconds * 1000;
  return createAdmission({
    issuer,
    audience,
    store: usedInMemory(now),
    fetch: keySet().fetch,
    now,
    ...more,
  });
};

const refusal = async (admission: Promise<unknown>): Promise<AdmissionError> => {
  const thrown = await admission.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof AdmissionError) return thrown;
  throw new Error('It was not refused', { cause: thrown });
};

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an assertion admits', () => {
  test('the session that it was made for, and says how the factor was proven', async () => {
    const admitted = await doorAt().admit(await createAssertion(), signIn);

    expect(admitted).toEqual({ outcome: 'verified', method: 'totp', purpose: 'sign_in', authTime: start });
  });

  test('with the outcomes exempt and skipped, which are signed as well', async () => {
    const none = { method: undefined, purpose: undefined, auth_time: undefined };
    const exempt = await createAssertion({ claims: { ...none, outcome: 'exempt', reason: 'sso' } });
    const skipped = await createAssertion({ claims: { ...none, outcome: 'skipped' } });

    expect(await doorAt().admit(exempt, signIn)).toEqual({ outcome: 'exempt', reason: 'sso' });
    expect(await doorAt().admit(skipped, signIn)).toEqual({ outcome: 'skipped' });
  });

  test('of a portal whose access tokens name no session', async () => {
    const assertion = await createAssertion({ claims: { sid: undefined } });

    const admitted = await doorAt().admit(assertion, { sub: signIn.sub });

    expect(admitted.outcome).toBe('verified');
  });

  test('until the leeway after its end has passed, and not a second longer', async () => {
    const assertion = await createAssertion();

    expect(await doorAt(start + 309).admit(assertion, signIn)).toMatchObject({ outcome: 'verified' });
    expect((await refusal(doorAt(start + 310).admit(assertion, signIn))).code).toBe('expired');
    expect((await refusal(doorAt(start + 300, { leeway: 0 }).admit(assertion, signIn))).code).toBe('expired');
  });
});

describe('an assertion does not admit', () => {
  test.each<[string, Changes, string]>([
    ['when it is another user’s', { claims: { sub: 'user-sam' } }, 'other_session'],
    ['when it is another session’s', { claims: { sid: 'session-2' } }, 'other_session'],
    ['when it is bound to no session', { claims: { sid: undefined } }, 'other_session'],
    ['when it is for another audience', { claims: { aud: 'billing' } }, 'invalid'],
    ['when it is from another issuer', { claims: { iss: 'https://portal.example' } }, 'invalid'],
    ['when it has expired', { issuedAt: start - 310 }, 'expired'],
    ['when it never expires', { claims: { exp: undefined } }, 'invalid'],
    ['when it cannot be told from its replay', { claims: { jti: undefined } }, 'invalid'],
    ['when its outcome is none of the three', { claims: { outcome: 'failed' } }, 'invalid'],
    ['when somebody else signed it', { key: otherKeys.privateKey }, 'invalid'],
  ])('%s', async (_, changes, code) => {
    const refused = await refusal(doorAt().admit(await createAssertion(changes), signIn));

    expect(refused).toMatchObject({ code, status: 403, retryAfter: undefined });
  });

  test('when it is bound to a session and the sign-in has none', async () => {
    const refused = await refusal(doorAt().admit(await createAssertion(), { sub: signIn.sub }));

    expect(refused.code).toBe('other_session');
  });

  test('when its claims were changed on their way', async () => {
    const [header, , signature] = (await createAssertion({ claims: { outcome: 'failed' } })).split('.');
    const forged = {
      iss: issuer,
      aud: audience,
      ...signIn,
      outcome: 'verified',
      jti: 'j',
      iat: start,
      exp: 2e9,
    };

    const refused = await refusal(doorAt().admit(`${header}.${base64url(forged)}.${signature}`, signIn));

    expect(refused.code).toBe('invalid');
  });

  test('when its signature was taken off', async () => {
    const [, claims] = (await createAssertion()).split('.');

    const refused = await refusal(doorAt().admit(`${base64url({ alg: 'none' })}.${claims}.`, signIn));

    expect(refused.code).toBe('invalid');
  });

  test.each(['', 'true', 'a.b.c', '{"outcome":"verified"}'])('when it is no assertion: %j', async (text) => {
    expect((await refusal(doorAt().admit(text, signIn))).code).toBe('invalid');
  });

  test('a second time, and of twenty tries at once one', async () => {
    const door = doorAt();
    const assertion = await createAssertion();

    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => door.admit(assertion, signIn)));

    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await refusal(door.admit(assertion, signIn))).code).toBe('already_used');
  });
});

test('what is remembered of an assertion is remembered for as long as it could come again', async () => {
  const claimed: [string, number][] = [];
  const store = {
    claim(jti: string, expiresAt: number) {
      claimed.push([jti, expiresAt]);
      return true;
    },
  };

  await doorAt(start, { store, leeway: 20 }).admit(await createAssertion(), signIn);

  expect(claimed).toEqual([['assertion-1', start + 320]]);
});

test('a thief’s refused try does not spend the assertion', async () => {
  const door = doorAt();
  const assertion = await createAssertion();
  await refusal(door.admit(assertion, { sub: 'user-eve', sid: 'session-9' }));

  expect(await door.admit(assertion, signIn)).toMatchObject({ outcome: 'verified' });
});

test('a store that fails admits nobody, and says so itself', async () => {
  const store = { claim: () => Promise.reject(new Error('table is gone')) };

  const admission = doorAt(start, { store }).admit(await createAssertion(), signIn);

  await expect(admission).rejects.toThrow('table is gone');
});

describe('the keys', () => {
  test('are the issuer’s unless said otherwise, and fetched once for many assertions', async () => {
    const { fetched, fetch } = keySet();
    const door = doorAt(start, { fetch });

    for (const jti of ['a', 'b', 'c']) await door.admit(await createAssertion({ claims: { jti } }), signIn);

    expect(fetched).toEqual([`${issuer}/.well-known/jwks.json`]);
  });

  test('can be elsewhere', async () => {
    const { fetched, fetch } = keySet();
    const keysUrl = 'https://keys.example/jwks.json';

    await doorAt(start, { fetch, keysUrl }).admit(await createAssertion(), signIn);

    expect(fetched).toEqual([keysUrl]);
  });

  test('are not fetched again and again for ids that somebody has made up', async () => {
    const { fetched, fetch } = keySet();
    const door = doorAt(start, { fetch });
    await door.admit(await createAssertion(), signIn);

    for (const kid of ['x', 'y', 'z']) {
      const refused = await refusal(door.admit(await createAssertion({ kid, claims: { jti: kid } }), signIn));
      expect(refused.code).toBe('invalid');
    }

    expect(fetched).toHaveLength(1);
  });

  test.each([
    ['cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
    ['are not answered', async () => new Response('', { status: 503 })],
    ['are no JSON', async () => new Response('<html>')],
    ['are no key set', async () => Response.json({ keys: 'none' })],
  ])('that %s admit nobody and refuse nothing: the same assertion can come again', async (_, fetch) => {
    const store = usedInMemory(() => start * 1000);
    const assertion = await createAssertion();

    const refused = await refusal(doorAt(start, { fetch, store }).admit(assertion, signIn));

    expect(refused).toMatchObject({ code: 'keys_unavailable', status: 503, retryAfter: 5 });
    expect(await doorAt(start, { store }).admit(assertion, signIn)).toMatchObject({ outcome: 'verified' });
  });
});
