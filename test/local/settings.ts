/** The settings under which the stack is synthesised to be served here. */

/**
 * The portal's address in the synthesised template. The real one, with whatever port it got, takes its place when
 * the template is loaded: so one synthesis serves every port, and the settings are checked as in production.
 */
export const PORTAL_IN_TEMPLATE = 'https://portal.invalid';

/** As `PORTAL_IN_TEMPLATE`, for the issuer of the access tokens: containers know this machine by another name. */
export const ISSUER_IN_TEMPLATE = 'https://issuer.invalid';

/** Of access tokens and assertions. */
export const AUDIENCE = 'portal';

/** Settings of the stack, see `shared/settings/settings.ts`. */
export const LOCAL_SETTINGS = {
  issuer: ISSUER_IN_TEMPLATE,
  audience: AUDIENCE,
  portalOrigins: [PORTAL_IN_TEMPLATE],
  brand: 'Mission Control',
  // Any number can be tried here; nothing is sent.
  numbers: { allowedCountries: 'all' },
  calls: { kind: 'new', allowedCountries: 'all' },
  mail: { from: 'security@portal.example' },
  accountUrl: `${PORTAL_IN_TEMPLATE}/`,
  supportUrl: `${PORTAL_IN_TEMPLATE}/`,
};
