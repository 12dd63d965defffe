/**
 * The claims of well-known identity providers, by name. What has to be set there for them is in
 * `docs/identity-providers/`. Of single sign-on only what a provider's token tells for sure is exempt; where it tells
 * nothing, customers are asked for a code.
 */

import type { LoginMethodRule } from '../domain/login-method.ts';

interface Preset {
  readonly sub?: string;
  readonly sid?: string;
  readonly email?: string;
  readonly loginMethod?: string | LoginMethodRule;
  readonly scope?: string;
}

export const PROVIDERS = {
  /** A trigger writes `login_method`: `identities` is there as well for a password of somebody with a linked account. */
  cognito: { sid: 'origin_jti', scope: 'cognito:groups' },

  /** An Action writes `connection_strategy` and `session_id`; `permissions` are those of Auth0's own roles. */
  auth0: {
    sid: 'session_id',
    scope: 'permissions',
    loginMethod: {
      claim: 'connection_strategy',
      values: {
        samlp: 'saml',
        adfs: 'sso',
        'google-apps': 'sso',
        oidc: 'sso',
        office365: 'sso',
        okta: 'sso',
        pingfederate: 'sso',
        waad: 'sso',
        apple: 'oauth',
        facebook: 'oauth',
        github: 'oauth',
        'google-oauth2': 'oauth',
        linkedin: 'oauth',
        windowslive: 'oauth',
      },
    },
  },

  /** A token inline hook writes `idp_type` and `session_id`. `sub` is an address there, and `uid` the opaque id. */
  okta: {
    sub: 'uid',
    sid: 'session_id',
    scope: 'groups',
    loginMethod: { claim: 'idp_type', values: { FEDERATION: 'sso', SOCIAL: 'oauth' } },
  },

  /** `sub` differs from client to client, `oid` does not. Tokens of version 2.0 have no `amr`. */
  entra: {
    sub: 'oid',
    scope: 'roles',
    loginMethod: { claim: 'amr', values: { fed: 'sso', wia: 'sso' } },
  },

  /** A mapper writes the session's note `identity_provider`: the alias of a provider, under its usual name where social. */
  keycloak: {
    scope: 'groups',
    loginMethod: {
      claim: 'identity_provider',
      values: {
        apple: 'oauth',
        bitbucket: 'oauth',
        facebook: 'oauth',
        github: 'oauth',
        gitlab: 'oauth',
        google: 'oauth',
        instagram: 'oauth',
        linkedin: 'oauth',
        'linkedin-openid-connect': 'oauth',
        microsoft: 'oauth',
        paypal: 'oauth',
        stackoverflow: 'oauth',
        twitter: 'oauth',
      },
      present: 'sso',
    },
  },

  /** `hd` is there for accounts of an organisation, which manages them. */
  google: { loginMethod: { claim: 'hd', present: 'sso', otherwise: 'oauth' } },

  /** The consent app writes `login_method` and `sid`. */
  hydra: { scope: 'scp' },
} as const satisfies Readonly<Record<string, Preset>>;

export type ProviderName = keyof typeof PROVIDERS;
