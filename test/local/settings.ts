/** The settings under which the stack is synthesised to be served here. */

import { readSettings, readSettingsFile } from '../../shared/settings/read.ts';

/** As they are in a file. */
export type RawSettings = Readonly<Record<string, unknown>>;

/**
 * The portal's address in the synthesised template. The real one, with whatever port it got, takes its place when
 * the template is loaded: so one synthesis serves every port, and the settings are checked as in production.
 */
export const PORTAL_IN_TEMPLATE = 'https://portal.invalid';

/** As `PORTAL_IN_TEMPLATE`, for the issuer of the access tokens: containers know this machine by another name. */
export const ISSUER_IN_TEMPLATE = 'https://issuer.invalid';

/** As `PORTAL_IN_TEMPLATE`, for the API where it has a distribution in front. */
export const API_IN_TEMPLATE = 'https://api.origin.invalid';

const DOMAIN_IN_TEMPLATE = {
  name: new URL(API_IN_TEMPLATE).host,
  hostedZone: { id: 'Z0', name: 'origin.invalid' },
};

/** Settings of the stack, see `shared/settings/settings.ts`. */
export const LOCAL_SETTINGS: RawSettings = {
  issuer: ISSUER_IN_TEMPLATE,
  audience: 'portal',
  portalOrigins: [PORTAL_IN_TEMPLATE],
  brand: 'Mission Control',
  // Any number can be tried here; nothing is sent.
  numbers: { allowedCountries: 'all' },
  calls: { kind: 'new', allowedCountries: 'all' },
  mail: { from: 'security@portal.example' },
  accountUrl: `${PORTAL_IN_TEMPLATE}/`,
  supportUrl: `${PORTAL_IN_TEMPLATE}/`,
};

/** The addresses of the local portal, as browsers and as functions know it. */
interface LocalPortal {
  readonly url: string;
  readonly issuer: string;
}

/**
 * The operator's settings as they can be served on this machine: the local portal is admitted besides the operator's,
 * the API is where it is here, and an issuer that is the local one is that wherever functions run.
 */
export function servedHere(settings: RawSettings, { url, issuer: local }: LocalPortal): RawSettings {
  // The address of the deployed API leads nowhere here; a distribution has to have one.
  const { publicUrl: _publicUrl, closeApiEndpoint: _close, domain: _domain, ...others } = settings;
  const { issuer, portalOrigins, ...rest } = others;
  const origins: readonly unknown[] = Array.isArray(portalOrigins) ? portalOrigins : [];
  return {
    ...rest,
    ...(rest.cdn !== undefined && { domain: DOMAIN_IN_TEMPLATE }),
    issuer: issuer === url || issuer === local ? ISSUER_IN_TEMPLATE : issuer,
    portalOrigins: [...new Set([...origins.filter((origin) => origin !== url), PORTAL_IN_TEMPLATE])],
  };
}

/** What is in the operator's file. Throws a `SettingsError` where `cdk deploy` would not take it either. */
export function readOperatorSettings(file: string): RawSettings {
  readSettings(file);
  return Object.fromEntries(Object.entries(readSettingsFile(file) ?? {}));
}
