/** The line that every request leaves in the log: what was asked, how it ended, and by whom and from where, roughly. */

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Operation, RequestParts } from '../contract/operation.ts';
import type { UserId } from '../domain/brand.ts';
import type { ProofMethod } from '../domain/method.ts';
import type { LoadKeyRing } from '../domain/ports/key-ring.ts';
import { pseudonym } from '../domain/pseudonym.ts';
import { type LogFields, log } from '../observability/log.ts';
import { networkOf } from './network.ts';

/** What becomes known of a request on its way. */
export interface RequestFacts extends Record<string, unknown> {
  startedAt?: number;
  /** It has not come by the distribution, so nothing that a proxy would have added is to be believed. */
  pastDistribution?: true;
  /** Pseudonym of the caller. */
  user?: string;
  /** What the caller tries to prove with. */
  method?: ProofMethod;
}

/**
 * Notes the caller's pseudonym, if the keys come before the request is answered. Nobody waits for them, so a KMS that
 * does not answer costs the line its user, and the request nothing.
 */
export function noteUser(facts: RequestFacts, keys: LoadKeyRing | undefined, userId: UserId): void {
  keys?.().then(
    (ring) => {
      facts.user = pseudonym(ring, userId);
    },
    () => undefined,
  );
}

/** Notes the method of an attempt. */
export function noteMethod(facts: RequestFacts, { tries }: Operation, parts: RequestParts<Operation>): void {
  if (tries === undefined) return;
  facts.method = tries === 'as_named' ? (parts.body as { method: ProofMethod }).method : tries;
}

export interface Ending {
  readonly status: number;
  /** Problem code. */
  readonly code: string | undefined;
  readonly now: number;
  readonly trustedProxies: number | undefined;
}

export function logCompleted(
  operation: Operation,
  event: APIGatewayProxyEventV2,
  { startedAt, pastDistribution, user, method }: RequestFacts,
  { status, code, now, trustedProxies }: Ending,
): void {
  const network = networkOf(event, pastDistribution ? 0 : trustedProxies);
  log('request_completed', {
    operation: operation.id,
    status,
    result: resultOf(status, code),
    ...(code !== undefined && { code }),
    ...(isLimit(code) && { limit: code }),
    durationMs: now - (startedAt ?? now),
    ...(user !== undefined && { user }),
    ...(network !== undefined && { network }),
    ...(method !== undefined && { method, outcome: outcomeOf(status, code) }),
  });
}

/** The limits that refuse one caller; those of messages to all have lines of their own. */
const LIMITS = ['too_many_requests', 'too_many_attempts', 'resend_too_soon'] as const;

const isLimit = (code: string | undefined): code is (typeof LIMITS)[number] =>
  LIMITS.some((limit) => limit === code);

function resultOf(status: number, code: string | undefined): NonNullable<LogFields['result']> {
  if (status < 400) return 'ok';
  if (isLimit(code) || code === 'delivery_paused') return 'limited';
  return status < 500 ? 'refused' : 'failed';
}

function outcomeOf(status: number, code: string | undefined): NonNullable<LogFields['outcome']> {
  if (code === undefined) return 'accepted';
  if (code === 'wrong_code') return 'wrong';
  const result = resultOf(status, code);
  return result === 'ok' ? 'accepted' : result;
}
