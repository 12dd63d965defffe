import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { signIn } from './support/customer.ts';
import { onSam } from './support/platform.ts';
import { useLocalSystem } from './support/system.ts';
import { withoutAuthorizers } from './support/unguarded.ts';

const system = useLocalSystem();
/** The same service behind a gateway that checks no tokens, as SAM's local API is. */
const unguarded = useLocalSystem({ edit: withoutAuthorizers });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

/** A genuine token's header and payload, to be changed. */
async function parts() {
  const { token } = await signIn(system());
  const [header, payload] = token.split('.');
  return { token, header: decode(header), payload: decode(payload) };
}

async function portalKey(): Promise<JsonWebKey & { kid: string }> {
  const discovery = await fetch(`${system().portalUrl}/.well-known/openid-configuration`);
  const { jwks_uri } = (await discovery.json()) as { jwks_uri: string };
  const { keys } = (await (await fetch(jwks_uri)).json()) as { keys: (JsonWebKey & { kid: string })[] };
  const [key] = keys;
  if (key === undefined) throw new Error('The identity provider shows no key');
  return key;
}

/** What a token gets, and whether a function ran for it. */
async function present(token: string | undefined) {
  const before = system().invocations();
  const response = await fetch(`${system().apiUrl}/v1/2fa`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: await response.json(), ran: system().invocations() - before };
}

/** SAM's gateway lets every token through: there it is the function that refuses, with a problem of its own. */
const REFUSED = {
  status: 401,
  body: onSam ? expect.objectContaining({ code: 'unauthenticated' }) : { message: 'Unauthorized' },
  ran: 0,
};

describe('the gateway refuses, and runs no function for', () => {
  test('no token, and garbage, so nobody without one learns who has 2FA (user enumeration)', async () => {
    for (const token of [undefined, 'garbage', 'a.b.c', '..', 'e30.e30.']) {
      expect(await present(token)).toEqual(REFUSED);
    }
  });

  test('a token that has expired, or is not valid yet', async () => {
    const { token } = await signIn(system());
    expect((await present(token)).status).toBe(200);

    system().clock.advance(3600_000 + 1000);
    expect(await present(token)).toEqual(REFUSED);
    const { token: later } = await signIn(system());
    system().clock.advance(-3600_000);
    expect(await present(later)).toEqual(REFUSED);
  });

  test('another audience or issuer, under the portal’s own signature', async () => {
    for (const wrong of [{ aud: 'elsewhere' }, { iss: 'https://elsewhere.example' }]) {
      const { token } = await signIn(system(), wrong);
      expect(await present(token)).toEqual(REFUSED);
    }
  });

  test('another issuer’s key, with the right claims and key id', async () => {
    const { header, payload } = await parts();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

    const forged = await new SignJWT(payload).setProtectedHeader(header).sign(privateKey);

    expect(await present(forged)).toEqual(REFUSED);
  });

  test('`alg: none`', async () => {
    const { header, payload } = await parts();

    for (const alg of ['none', 'None', 'nOnE']) {
      expect(await present(`${encode({ ...header, alg })}.${encode(payload)}.`)).toEqual(REFUSED);
    }
  });

  test('HS256 signed with the public key', async () => {
    const { header, payload } = await parts();
    const publicPem = createPublicKey({ key: await portalKey(), format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    const input = `${encode({ ...header, alg: 'HS256' })}.${encode(payload)}`;

    const signature = createHmac('sha256', publicPem).update(input).digest('base64url');

    expect(await present(`${input}.${signature}`)).toEqual(REFUSED);
  });

  test('changed claims under the old signature', async () => {
    const { token, payload } = await parts();
    const [header, , signature] = token.split('.');

    for (const change of [{ sub: 'somebody-else' }, { aud: 'elsewhere' }, { iss: 'https://evil.example' }]) {
      expect(await present(`${header}.${encode({ ...payload, ...change })}.${signature}`)).toEqual(REFUSED);
    }
  });

  test('this service’s own assertion', async () => {
    const customer = await signIn(system(), { login_method: 'saml' });
    const response = await fetch(`${system().apiUrl}/v1/challenges`, {
      method: 'POST',
      headers: { authorization: `Bearer ${customer.token}` },
    });
    const { assertion } = (await response.json()) as { assertion: string };

    expect(await present(assertion)).toEqual(REFUSED);
  });
});

describe('without an authorizer in front, the function checks the token itself, and', () => {
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${unguarded().apiUrl}/v1/2fa`, { headers });
    return { status: response.status, body: (await response.json()) as { code?: string; enabled?: boolean } };
  };

  test('admits a genuine one', async () => {
    const { token } = await signIn(unguarded());

    expect(await ask({ authorization: `Bearer ${token}` })).toMatchObject({
      status: 200,
      body: { enabled: false },
    });
  });

  test('never fails open', async () => {
    const { token } = await signIn(unguarded());
    const elsewhere = await signIn(system());
    const [header, payload] = token.split('.');

    const outcomes = [
      await ask({}),
      await ask({ authorization: token }),
      await ask({ authorization: 'Basic dXNlcjpwYXNz' }),
      await ask({ authorization: 'Bearer garbage' }),
      await ask({ authorization: `Bearer ${header}.${payload}.` }),
      await ask({ authorization: `Bearer ${elsewhere.token}` }),
    ];
    unguarded().clock.advance(3601_000);
    outcomes.push(await ask({ authorization: `Bearer ${token}` }));

    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });
});
