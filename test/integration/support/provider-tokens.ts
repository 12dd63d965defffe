/**
 * Payloads of access tokens in the shapes that the vendors document, with what `docs/identity-providers/` has set up
 * there. `iss` and the times are put in when a token is made.
 */

import type { ProviderName } from '../../../shared/settings/claims.ts';

export interface ProviderToken {
  readonly provider: ProviderName;
  readonly what: string;
  readonly audience: string | readonly string[];
  readonly payload: Readonly<Record<string, unknown>>;
  /** Who it is to the service, and for a customer with a second factor whether a code is asked for. */
  readonly sub: string;
  readonly sid?: string;
  readonly email?: string;
  readonly opens: 'nothing' | 'support' | 'reads' | 'erasure';
  readonly asked: boolean;
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
const cognito = {
  sub: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
  version: 2,
  client_id: 'xxxxxxxxxxxxexample',
  origin_jti: 'aaaaaaaa-bbbb-cccc-dddd-ffffffffffff',
  event_id: '64f513be-32db-42b0-b78e-b02127b4f463',
  token_use: 'access',
  scope: 'openid profile email',
  auth_time: 1_676_312_777,
  jti: '20a6ba71-0b47-4b9a-9e4f-5c9b7d2f6b4e',
  username: 'my-test-user',
};
const cognitoIs = {
  provider: 'cognito',
  audience: 'xxxxxxxxxxxxexample',
  sub: cognito.sub,
  sid: cognito.origin_jti,
} as const;

/** https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles */
const auth0 = {
  sub: 'auth0|5fe435b5cbbc85006b071eba',
  aud: ['https://2fa.portal.example', 'https://tenant.auth0.com/userinfo'],
  azp: 'FT6TMjfHI2lkxjpAbG5tCjEdiEkyvMCA',
  scope: 'openid profile email',
  permissions: [] as readonly string[],
  session_id: 'Zb3rJ5QgqKJ1',
  email: 'kim@portal.example',
};
const auth0Is = {
  provider: 'auth0',
  audience: 'https://2fa.portal.example',
  sub: auth0.sub,
  sid: auth0.session_id,
  email: auth0.email,
} as const;

/** https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/#access-token-payload */
const okta = {
  ver: 1,
  jti: 'AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE',
  aud: 'api://2fa',
  sub: 'john.doe@example.com',
  cid: 'nmdP1fcyvdVO11AL7ECm',
  uid: '00ujmkLgagxeRrAg20g3',
  scp: ['openid', 'email'],
};
const oktaIs = { provider: 'okta', audience: 'api://2fa', sub: okta.uid } as const;

/** https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
const entra = {
  aud: '6e74172b-be56-4843-9ff4-e66a39bb12e3',
  aio: 'AXQAi/8IAAAA',
  azp: '6e74172b-be56-4843-9ff4-e66a39bb12e3',
  azpacr: '0',
  name: 'Abe Lincoln',
  oid: '690222be-ff1a-4d56-abd1-7e4f7d38e474',
  preferred_username: 'abeli@microsoft.com',
  rh: 'I',
  scp: 'access_as_user',
  sub: 'HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ',
  tid: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  uti: 'fqiBqXLPj0eQa82S-IYFAA',
  ver: '2.0',
};
const entraIs = { provider: 'entra', audience: entra.aud, sub: entra.oid } as const;

/** https://www.keycloak.org/docs/latest/server_admin/#_protocol-mappers */
const keycloak = {
  jti: 'onrtac:5b7b1f5a-5d0c-4d2f-8d52-31a3d8f0f1f0',
  aud: ['portal-2fa', 'account'],
  sub: 'f5b1c3a2-9d1c-4a27-9b0e-0c8a0b6c7d11',
  typ: 'Bearer',
  azp: 'portal',
  sid: 'c1f4b7c2-52a8-4a38-8a1e-1f2b3c4d5e6f',
  acr: '1',
  'allowed-origins': ['https://portal.example'],
  realm_access: { roles: ['offline_access', 'uma_authorization', '2fa:support'] },
  resource_access: { account: { roles: ['manage-account'] } },
  scope: 'openid email profile',
  email_verified: true,
  preferred_username: 'kim',
  email: 'kim@portal.example',
};
const keycloakIs = {
  provider: 'keycloak',
  audience: 'portal-2fa',
  sub: keycloak.sub,
  sid: keycloak.sid,
  email: keycloak.email,
} as const;

/** https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload: the ID token */
const google = {
  azp: '1234987819200.apps.googleusercontent.com',
  aud: '1234987819200.apps.googleusercontent.com',
  sub: '10769150350006150715113082367',
  at_hash: 'HK6E_P6Dh8Y93mRNtsDB1Q',
  email: 'jsmith@example.com',
  email_verified: true,
  nonce: '0394852-3190485-2490358',
};
const googleIs = {
  provider: 'google',
  audience: google.aud,
  sub: google.sub,
  email: google.email,
  opens: 'nothing',
} as const;

/** https://www.ory.com/docs/oauth2-oidc/jwt-access-token */
const hydra = {
  aud: ['portal-2fa'],
  client_id: 'portal',
  ext: { login_method: 'sso' },
  jti: 'b2f5a0c1-7c0a-4c55-9d0d-1a2b3c4d5e6f',
  scp: ['openid', 'offline_access'],
  sub: 'foo@bar.com',
};
const hydraIs = { provider: 'hydra', audience: 'portal-2fa', sub: hydra.sub } as const;

export const PROVIDER_TOKENS: readonly ProviderToken[] = [
  { ...cognitoIs, what: 'as it is, without a trigger', payload: cognito, opens: 'nothing', asked: true },
  {
    ...cognitoIs,
    what: 'of a user from a SAML provider, by the trigger',
    payload: { ...cognito, login_method: 'saml' },
    opens: 'nothing',
    asked: false,
  },
  {
    ...cognitoIs,
    what: 'of an agent',
    payload: { ...cognito, 'cognito:groups': ['2fa:support'] },
    opens: 'support',
    asked: true,
  },
  {
    ...cognitoIs,
    what: 'of an agent in several groups',
    payload: { ...cognito, 'cognito:groups': ['a', '2fa:support', 'b'] },
    opens: 'support',
    asked: true,
  },
  {
    ...cognitoIs,
    what: 'of the ID token, with an account that is only linked',
    payload: {
      ...cognito,
      client_id: undefined,
      aud: 'xxxxxxxxxxxxexample',
      token_use: 'id',
      'cognito:groups': ['test-group-a'],
      identities: [{ userId: 'kim', providerName: 'Corp', providerType: 'SAML', primary: 'true' }],
      email: 'kim@portal.example',
    },
    email: 'kim@portal.example',
    opens: 'nothing',
    asked: true,
  },

  {
    ...auth0Is,
    what: 'with a password',
    payload: { ...auth0, connection_strategy: 'auth0' },
    opens: 'nothing',
    asked: true,
  },
  {
    ...auth0Is,
    what: 'by SAML',
    payload: { ...auth0, connection_strategy: 'samlp' },
    opens: 'nothing',
    asked: false,
  },
  {
    ...auth0Is,
    what: 'with a social account',
    payload: { ...auth0, connection_strategy: 'google-oauth2' },
    opens: 'nothing',
    asked: true,
  },
  {
    ...auth0Is,
    what: 'of an agent who only reads',
    payload: { ...auth0, permissions: ['2fa:support:read'] },
    opens: 'reads',
    asked: true,
  },

  { ...oktaIs, what: 'as it is, without a hook', payload: okta, opens: 'nothing', asked: true },
  {
    ...oktaIs,
    what: 'of a federated user, by the hook',
    payload: { ...okta, idp_type: 'FEDERATION', session_id: '102Qoe7t5PcRnSxr8j3I8I6pA' },
    sid: '102Qoe7t5PcRnSxr8j3I8I6pA',
    opens: 'nothing',
    asked: false,
  },
  {
    ...oktaIs,
    what: 'with a password, by the hook',
    payload: { ...okta, idp_type: 'OKTA' },
    opens: 'nothing',
    asked: true,
  },
  {
    ...oktaIs,
    what: 'of an agent',
    payload: { ...okta, groups: ['2fa:support'] },
    opens: 'support',
    asked: true,
  },

  { ...entraIs, what: 'of version 2.0, which tells nothing', payload: entra, opens: 'nothing', asked: true },
  {
    ...entraIs,
    what: 'of version 1.0, with a password',
    payload: { ...entra, ver: '1.0', amr: ['pwd', 'mfa'] },
    opens: 'nothing',
    asked: true,
  },
  {
    ...entraIs,
    what: 'of version 1.0, federated',
    payload: { ...entra, ver: '1.0', amr: ['fed'], sid: '00d1f8a2-7c4b-4d9e' },
    sid: '00d1f8a2-7c4b-4d9e',
    opens: 'nothing',
    asked: false,
  },
  {
    ...entraIs,
    what: 'of an administrator',
    payload: { ...entra, roles: ['2fa:admin', 'Task.Read'] },
    opens: 'erasure',
    asked: true,
  },

  { ...keycloakIs, what: 'with a password', payload: keycloak, opens: 'nothing', asked: true },
  {
    ...keycloakIs,
    what: 'of a user from a company’s provider',
    payload: { ...keycloak, identity_provider: 'acme-saml' },
    opens: 'nothing',
    asked: false,
  },
  {
    ...keycloakIs,
    what: 'with a social account',
    payload: { ...keycloak, identity_provider: 'google' },
    opens: 'nothing',
    asked: true,
  },
  {
    ...keycloakIs,
    what: 'of an agent',
    payload: { ...keycloak, groups: ['customers', '2fa:support'] },
    opens: 'support',
    asked: true,
  },
  {
    ...keycloakIs,
    what: 'of somebody whose group only looks like the agents’',
    payload: { ...keycloak, groups: ['org 2fa:support x'] },
    opens: 'nothing',
    asked: true,
  },

  { ...googleIs, what: 'of a private account', payload: google, asked: true },
  {
    ...googleIs,
    what: 'of an organisation’s account',
    payload: { ...google, hd: 'example.com' },
    asked: false,
  },

  {
    ...hydraIs,
    what: 'with the consent app’s claims below `ext`',
    payload: hydra,
    opens: 'nothing',
    asked: true,
  },
  {
    ...hydraIs,
    what: 'with the consent app’s claims at the top',
    payload: { ...hydra, login_method: 'sso', sid: '7f1c' },
    sid: '7f1c',
    opens: 'nothing',
    asked: false,
  },
  {
    ...hydraIs,
    what: 'of an agent',
    payload: { ...hydra, scp: ['openid', '2fa:support'] },
    opens: 'support',
    asked: true,
  },
];
