/**
 * Whether a request has come by the distribution in front of the API, which alone adds the secret: API Gateway itself
 * cannot ask for one.
 */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Headers } from '../contract/operation.ts';
import { ORIGIN_SECRET_HEADER } from '../contract/origin-header.ts';

/**
 * @param secrets any of these, so that one can take the other's place. None: the API is open to everybody.
 *
 * Every one is compared, in a time that tells nothing of how much of one was right: of the hashes, as what is compared
 * must be of one length.
 */
export function cameByDistribution(headers: Headers, secrets: readonly string[]): boolean {
  if (secrets.length === 0) return true;
  const given = hash(headers[ORIGIN_SECRET_HEADER] ?? '');
  return secrets.map((secret) => timingSafeEqual(hash(secret), given)).includes(true);
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
