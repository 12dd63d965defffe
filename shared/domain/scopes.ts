/** What the values of the access token's scope open; nothing else opens it. */

export interface Scopes {
  /** All that support does. */
  readonly support: string;
  /** What support only reads. */
  readonly supportRead: string;
  /** Erasure of a user. */
  readonly admin: string;
}

export const DEFAULT_SCOPES: Scopes = {
  support: '2fa:support',
  supportRead: '2fa:support:read',
  admin: '2fa:admin',
};
