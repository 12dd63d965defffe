/** The network that a request came from: enough to see that many came from one, too little to tell a household. */

import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** A mapped address is an IPv4 one (RFC 4291 §2.5.5.2). */
const IPV4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i;
const IPV6 = /^[0-9a-f]*:[0-9a-f:]+$/i;

/**
 * @param trustedProxies how many proxies before API Gateway add to `X-Forwarded-For`. Whatever stands before what
 *   they have added is the caller's own word.
 */
export function networkOf(
  { headers, requestContext }: Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>,
  trustedProxies = 0,
): string | undefined {
  // API Gateway adds the address that it was called from.
  const forwarded = (headers['x-forwarded-for'] ?? '').split(',').map((address) => address.trim());
  const client = trustedProxies > 0 ? forwarded.at(-1 - trustedProxies) : undefined;
  return shortened(client ?? requestContext.http.sourceIp);
}

/** The /24 of an IPv4 address and the /48 of an IPv6 one; `undefined` for what is no address. */
export function shortened(address: string): string | undefined {
  const ipv4 = IPV4.exec(address)?.[1];
  if (ipv4 !== undefined) return `${ipv4}.0/24`;
  if (!IPV6.test(address)) return undefined;
  const [head = ''] = address.split('::');
  const groups = [...head.split(':').filter(Boolean), '0', '0', '0'];
  const site = groups.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return `${site.join(':')}::/48`;
}
