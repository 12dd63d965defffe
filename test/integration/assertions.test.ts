/** Assertions signed by KMS: any JWT library can check them, and nothing else passes for one. */

import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { createAssertionKeys } from '../../shared/adapters/assertion-keys.ts';
import { createSigner } from '../../shared/adapters/signer.ts';
import { type AssertionClaims, verifiedAssertion } from '../../shared/domain/assertion.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { KIM, NOW, SECOND } from '../unit/support/users.ts';
import { startTestKms } from './support/kms.ts';

const kms = await startTestKms();
afterAll(() => kms.stop());

const settings = { issuer: 'https://2fa.portal.example', audience: 'portal' };
const signer = createSigner(kms.signingArn, kms.client);
const keys = createAssertionKeys([kms.signingArn], settings, kms.client);
const jwk = async () => (await keys.jwks())[0];
const claims: AssertionClaims = verifiedAssertion(
  { ...settings, userId: KIM, sid: 'session-1', now: NOW, lifetimeSeconds: 300, jti: 'one' },
  { method: 'totp' },
  'sign_in',
);

describe('an assertion', () => {
  test('is checked by a JWT library with the published key alone', async () => {
    const jwks = createLocalJWKSet({ keys: [{ ...(await jwk()) }] });
    const { payload, protectedHeader } = await jwtVerify(await signer.sign(claims), jwks, {
      ...settings,
      currentDate: new Date(NOW + SECOND),
    });
    expect(payload).toEqual(claims);
    expect(protectedHeader).toEqual({ alg: 'RS256', kid: (await jwk())?.kid, typ: 'JWT' });
  });

  test('is accepted by the service itself until it ends', async () => {
    const assertion = await signer.sign(claims);
    expect(await keys.verify(assertion, NOW + 299 * SECOND)).toEqual(claims);
    expect(await keys.verify(assertion, NOW + 300 * SECOND)).toBeUndefined();
  });

  test('names its key by what tells nobody the AWS account', async () => {
    const { kid } = decodeProtectedHeader(await signer.sign(claims));
    expect(kid).toMatch(/^[A-Za-z0-9_-]{16}$/);
    expect(kms.signingArn).not.toContain(String(kid));
  });
});

describe('what does not pass for one', () => {
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const publicKey = async () => {
    const key: JsonWebKey = { ...(await jwk()) };
    return createPublicKey({ key, format: 'jwk' });
  };

  test('one of another issuer, or for another audience', async () => {
    const other = { ...claims, iss: 'https://elsewhere.example' };
    expect(await keys.verify(await signer.sign(other), NOW)).toBeUndefined();
    expect(await keys.verify(await signer.sign({ ...claims, aud: 'other' }), NOW)).toBeUndefined();
  });

  test('a changed outcome under the old signature', async () => {
    const [header, , signature] = (await signer.sign({ ...claims, outcome: 'exempt' })).split('.');
    expect(await keys.verify(`${header}.${base64(claims)}.${signature}`, NOW)).toBeUndefined();
  });

  test('one without a signature (alg none)', async () => {
    const [, payload, signature] = (await signer.sign(claims)).split('.');
    const none = base64({ alg: 'none', typ: 'JWT' });
    expect(await keys.verify(`${none}.${payload}.`, NOW)).toBeUndefined();
    expect(await keys.verify(`${none}.${payload}.${signature}`, NOW)).toBeUndefined();
  });

  test('one that takes the public key for a secret (HS256)', async () => {
    const pem = (await publicKey()).export({ type: 'spki', format: 'pem' });
    const input = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(claims)}`;
    const mac = createHmac('sha256', pem).update(input).digest('base64url');
    expect(await keys.verify(`${input}.${mac}`, NOW)).toBeUndefined();
  });

  test('one signed with another key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { kid } = decodeProtectedHeader(await signer.sign(claims));
    const forged = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', ...(kid !== undefined && { kid }) })
      .sign(privateKey);
    expect(await keys.verify(forged, NOW)).toBeUndefined();
  });

  test.each(['', '.', '..', 'a.b.c', 'null', '\u0000', 'x'.repeat(10_000)])('%j', async (text) => {
    expect(await keys.verify(text, NOW)).toBeUndefined();
  });
});

describe('while the key is being changed', () => {
  const [before, after] = [kms.signingArn, kms.nextSigningArn];
  const both = createAssertionKeys([after, before], settings, kms.client);

  test('assertions of either key are checked, by the service and by the key set', async () => {
    const jwks = createLocalJWKSet({ keys: (await both.jwks()).map((key) => ({ ...key })) });
    for (const arn of [before, after]) {
      const assertion = await createSigner(arn, kms.client).sign(claims);
      expect(await both.verify(assertion, NOW)).toEqual(claims);
      expect((await jwtVerify(assertion, jwks, { ...settings, currentDate: new Date(NOW) })).payload).toEqual(
        claims,
      );
    }
  });

  test('the key in use comes first, under a name of its own', async () => {
    const { kid } = decodeProtectedHeader(await createSigner(after, kms.client).sign(claims));
    const kids = (await both.jwks()).map((key) => key.kid);
    expect(kids).toEqual([kid, (await jwk())?.kid]);
    expect(new Set(kids).size).toBe(2);
  });

  test('a step-up asks KMS for the one key that its assertion names', async () => {
    const fresh = createAssertionKeys([after, before], settings, kms.client);
    const assertion = await signer.sign(claims);
    const asked = kms.calls.length;
    await fresh.verify(assertion, NOW);
    expect(kms.calls.slice(asked)).toEqual(['GetPublicKey']);
  });

  test('a key that was taken out of use signs nothing that counts', async () => {
    const assertion = await createSigner(after, kms.client).sign(claims);
    expect(await keys.verify(assertion, NOW)).toBeUndefined();
  });
});

describe('KMS', () => {
  test('is asked for the public key once, however many ask at the same time', async () => {
    const fresh = createAssertionKeys([kms.signingArn], settings, kms.client);
    const assertion = await signer.sign(claims);
    const before = kms.calls.length;
    await Promise.all([fresh.jwks(), fresh.jwks(), fresh.verify(assertion, NOW)]);
    expect(kms.calls.slice(before)).toEqual(['GetPublicKey']);
  });

  test('failing is told as such, quotes nothing, and is asked again', async () => {
    const fresh = createAssertionKeys([kms.signingArn], settings, kms.client);
    const assertion = await signer.sign(claims);
    kms.fail(3);
    const failed = await signer.sign(claims).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Unavailable);
    expect(failed).toMatchObject({ service: 'kms', reason: 'AccessDeniedException' });
    await expect(fresh.jwks()).rejects.toThrow(Unavailable);
    // An outage makes no step-up a wrong one.
    await expect(fresh.verify(assertion, NOW)).rejects.toThrow(Unavailable);
    expect(await fresh.verify(assertion, NOW)).toEqual(claims);
  });
});
