/** What the pages on identity providers have pasted there does what they say. */

import { readdirSync, readFileSync } from 'node:fs';
import { PROVIDERS } from '../../shared/settings/providers.ts';
import { readSettings } from '../../shared/settings/read.ts';

const FOLDER = new URL('../../docs/identity-providers/', import.meta.url);
const page = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

/** The code on a page in that language. */
const blocks = (name: string, language: string): readonly string[] =>
  [...page(name).matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, code = '']) => code);

/** What the code on the page exports, whichever way. */
function run(name: string): Readonly<Record<string, (...args: readonly unknown[]) => unknown>> {
  const [code = ''] = blocks(name, 'js');
  const exports = {};
  const script = code.replace(/export const (\w+) =/, 'exports.$1 =');
  new Function('exports', script)(exports);
  return exports;
}

test('each preset has its page, and each page its preset', () => {
  const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
  expect(pages.toSorted()).toEqual(
    Object.keys(PROVIDERS)
      .map((name) => `${name}.md`)
      .toSorted(),
  );
});

test.each(readdirSync(FOLDER).flatMap((name) => blocks(name, 'json').map((code) => [name, code] as const)))(
  '%s: its settings are taken: %s',
  (_name, code) => {
    const given = JSON.parse(code);
    // What a consent app sends is no setting.
    if ('session' in given) return;
    const issuer = given.issuer?.replace(/<[^>]*>/g, 'x') ?? 'https://login.portal.example';
    const rest = {
      portalOrigins: ['https://portal.example'],
      brand: 'Mission Control',
      numbers: { allowedCountries: ['US'] },
    };
    expect(readSettings({ audience: 'portal', ...rest, ...given, issuer })).toMatchObject(rest);
  },
);

describe('Cognito’s trigger', () => {
  const claims = async (userAttributes: Readonly<Record<string, string>>) => {
    const event: { response?: { claimsAndScopeOverrideDetails: Record<string, unknown> } } = {};
    await run('cognito.md').handler?.(Object.assign(event, { request: { userAttributes } }));
    return event.response?.claimsAndScopeOverrideDetails;
  };
  const identities = (providerType: string) => JSON.stringify([{ providerName: 'Corp', providerType }]);

  test.each([
    ['SAML', 'EXTERNAL_PROVIDER', 'saml'],
    ['Google', 'EXTERNAL_PROVIDER', 'oauth'],
    ['OIDC', 'EXTERNAL_PROVIDER', 'oauth'],
    // A password is among the ways in.
    ['SAML', 'CONFIRMED', 'password'],
  ])('%s, %s: %s', async (type, status, login_method) => {
    const attributes = {
      'cognito:user_status': status,
      identities: identities(type),
      email: 'kim@x.example',
    };
    expect(await claims(attributes)).toEqual({
      accessTokenGeneration: { claimsToAddOrOverride: { email: 'kim@x.example', login_method } },
      idTokenGeneration: { claimsToAddOrOverride: { login_method } },
    });
  });
});

test('Auth0’s Action', async () => {
  const claims = new Map<string, unknown>();
  const accessToken = { setCustomClaim: (name: string, value: unknown) => claims.set(name, value) };
  const event = {
    connection: { strategy: 'samlp' },
    session: { id: 'session-1' },
    user: { email: 'kim@x.example' },
  };
  await run('auth0.md').onExecutePostLogin?.(event, { accessToken });
  expect(Object.fromEntries(claims)).toEqual({
    connection_strategy: 'samlp',
    session_id: 'session-1',
    email: 'kim@x.example',
  });
});

test('Okta’s hook', () => {
  const data = { context: { session: { id: 'session-1', idp: { id: '0oa1', type: 'FEDERATION' } } } };
  expect(run('okta.md').tokenHook?.({ data })).toEqual({
    commands: [
      {
        type: 'com.okta.access.patch',
        value: [
          { op: 'add', path: '/claims/idp_type', value: 'FEDERATION' },
          { op: 'add', path: '/claims/session_id', value: 'session-1' },
        ],
      },
    ],
  });
});
