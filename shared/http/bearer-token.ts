/** The token of an `Authorization` header (RFC 6750 §2.1), or `undefined`. */
export const bearerToken = (authorization: string | undefined): string | undefined =>
  /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1];
