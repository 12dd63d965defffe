/** The sample backend's door: what opens it, and what does not. */
import { type CryptoKey, createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type AdmissionOptions, admit, createUsedAssertions } from '../../local/portal/backend/admission.ts';

const issuer = 'https://2fa.example';
const audience = 'portal';
const signIn = { userId: 'user-ada', sid: 'session-1' };
const startOfTest = 1_800_000_000;

const serviceKeys = await generateKeyPair('RS256', { extractable: true });
const otherKeys = await generateKeyPair('RS256');
const publicJwk = { ...(await exportJWK(serviceKeys.publicKey)), kid: 'key-1', alg: 'RS256' };

interface Changes {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly issuedAt?: number;
  readonly key?: CryptoKey;
}

const createAssertion = ({
  claims = {},
  issuedAt = startOfTest,
  key = serviceKeys.privateKey,
}: Changes = {}) =>
  new SignJWT({
    iss: issuer,
    aud: audience,
    sub: signIn.userId,
    sid: signIn.sid,
    jti: 'assertion-1',
    outcome: 'verified',
    method: 'totp',
    purpose: 'sign_in',
    iat: issuedAt,
    exp: issuedAt + 300,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
    .sign(key);

const createOptions = (now = startOfTest * 1000): AdmissionOptions => ({
  issuer,
  audience,
  keys: createLocalJWKSet({ keys: [publicJwk] }),
  usedAssertions: createUsedAssertions(() => now),
  now: () => now,
});

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an assertion admits', () => {
  test('the session that it was made for, and says how the factor was proven', async () => {
    const admission = await admit(await createAssertion(), signIn, createOptions());

    expect(admission).toEqual({
      ok: true,
      value: { outcome: 'verified', method: 'totp', purpose: 'sign_in' },
    });
  });

  test.each(['exempt', 'skipped'])('with the outcome %s, which is signed as well', async (outcome) => {
    const assertion = await createAssertion({ claims: { outcome, method: undefined, purpose: undefined } });

    const admission = await admit(assertion, signIn, createOptions());

    expect(admission).toEqual({ ok: true, value: { outcome, method: undefined, purpose: undefined } });
  });

  test('until the second before it expires', async () => {
    const admission = await admit(await createAssertion(), signIn, createOptions((startOfTest + 299) * 1000));

    expect(admission.ok).toBe(true);
  });
});

describe('an assertion does not admit', () => {
  test.each<[string, Changes, string]>([
    ['when it is another user’s', { claims: { sub: 'user-sam' } }, 'other_user'],
    ['when it is another session’s', { claims: { sid: 'session-2' } }, 'other_session'],
    ['when it is bound to no session', { claims: { sid: undefined } }, 'invalid'],
    ['when it is for another audience', { claims: { aud: 'billing' } }, 'invalid'],
    ['when it is from another issuer', { claims: { iss: 'https://portal.example' } }, 'invalid'],
    ['when it has expired', { issuedAt: startOfTest - 300 }, 'expired'],
    ['when it never expires', { claims: { exp: undefined } }, 'invalid'],
    ['when it cannot be told from its replay', { claims: { jti: undefined } }, 'invalid'],
    ['when its outcome is none of the three', { claims: { outcome: 'failed' } }, 'unknown_outcome'],
    ['when somebody else signed it', { key: otherKeys.privateKey }, 'invalid'],
  ])('%s', async (_, changes, refusal) => {
    const admission = await admit(await createAssertion(changes), signIn, createOptions());

    expect(admission).toEqual({ ok: false, error: refusal });
  });

  test('when its claims were changed on their way', async () => {
    const [header, , signature] = (await createAssertion({ claims: { outcome: 'failed' } })).split('.');
    const forgedClaims = { iss: issuer, aud: audience, ...signIn, sub: signIn.userId, outcome: 'verified' };

    const admission = await admit(
      `${header}.${base64url(forgedClaims)}.${signature}`,
      signIn,
      createOptions(),
    );

    expect(admission).toEqual({ ok: false, error: 'invalid' });
  });

  test('when its signature was taken off', async () => {
    const [, claims] = (await createAssertion()).split('.');

    const admission = await admit(`${base64url({ alg: 'none' })}.${claims}.`, signIn, createOptions());

    expect(admission).toEqual({ ok: false, error: 'invalid' });
  });

  test.each(['', 'true', 'a.b.c', '{"outcome":"verified"}'])('when it is no assertion: %j', async (text) => {
    const admission = await admit(text, signIn, createOptions());

    expect(admission).toEqual({ ok: false, error: 'invalid' });
  });

  test('a second time', async () => {
    const options = createOptions();
    const assertion = await createAssertion();
    await admit(assertion, signIn, options);

    const again = await admit(assertion, signIn, options);

    expect(again).toEqual({ ok: false, error: 'replayed' });
  });

  test('twice when both tries arrive at once', async () => {
    const options = createOptions();
    const assertion = await createAssertion();

    const admissions = await Promise.all(Array.from({ length: 20 }, () => admit(assertion, signIn, options)));

    expect(admissions.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

test('a thief’s refused try does not spend the assertion', async () => {
  const options = createOptions();
  const assertion = await createAssertion();
  await admit(assertion, { userId: 'user-eve', sid: 'session-9' }, options);

  const admission = await admit(assertion, signIn, options);

  expect(admission.ok).toBe(true);
});

test('keys that cannot be fetched are an error, not a refusal, and admit nobody', async () => {
  const keys = () => Promise.reject(new TypeError('fetch failed'));

  const admission = admit(await createAssertion(), signIn, { ...createOptions(), keys });

  await expect(admission).rejects.toThrow('fetch failed');
});
