/** How far an operator may move the limits and lifetimes of `shared/domain/policy.ts`. */

import * as z from 'zod';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.ts';
import { group } from './group.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Bounds {
  /** Default: 1. */
  readonly least?: number;
  /** Default: none. */
  readonly most?: number;
  readonly reason?: string;
}

/** Counts that begin anew sooner than this limit nobody, however small they are. */
const BEGINS_ANEW = 'a shorter one makes the limit void';

/** Looser than this the standards do not allow, or a limit would be one in name alone. */
const BOUNDS: Readonly<Partial<Record<keyof Policy, Bounds>>> = {
  attempts: { most: 20, reason: 'each is remembered with its time' },
  failures: { most: 100, reason: 'NIST SP 800-63B-4 §3.2.2' },
  failureWindow: { least: DAY, reason: BEGINS_ANEW },
  attemptWindow: { least: MINUTE, reason: BEGINS_ANEW },
  requestWindow: { least: HOUR, reason: BEGINS_ANEW },
  messageWindow: { least: MINUTE, reason: BEGINS_ANEW },
  messagesReservedPercent: { least: 0, most: 90, reason: 'enrolments need some as well' },
  sendsPerConfirmation: { most: 10, reason: 'toll fraud may confirm one in some' },
  operationWindow: { least: HOUR, reason: BEGINS_ANEW },
  noticeWindow: { least: MINUTE, reason: BEGINS_ANEW },
  totpDrift: { least: 0, most: 1, reason: 'RFC 6238 §5.2' },
  resendAfter: { least: 0 },
  sentCodeLifetime: { most: 10 * MINUTE, reason: 'NIST SP 800-63B-4 §3.1.3.2' },
  challengeLifetime: { most: HOUR },
  assertionLifetime: { most: HOUR },
};

function limit({ least = 1, most = Number.MAX_SAFE_INTEGER, reason }: Bounds = {}) {
  const because = reason === undefined ? '' : ` (${reason})`;
  return z
    .int('must be a whole number')
    .min(least, `must be at least ${least}${because}`)
    .max(most, `must be at most ${most}${because}`);
}

const LIMITS = Object.keys(DEFAULT_POLICY) as (keyof Policy)[];

/** Every limit and lifetime: those given, checked, and the defaults of the others. */
export const policySchema = group(
  Object.fromEntries(LIMITS.map((name) => [name, limit(BOUNDS[name]).default(DEFAULT_POLICY[name])])),
).transform((limits): Policy => ({ ...DEFAULT_POLICY, ...limits }));
