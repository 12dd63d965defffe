/**
 * The service's log: JSON lines of known events with known fields.
 *
 * A field can only be what `LogFields` lists, so no token, code, secret, phone number, body or message of a
 * foreign error can be written by accident.
 */

import { correlationId } from './correlation.ts';
import { type Count, embedded } from './metrics.ts';
import { inSources } from './source-position.ts';

/** Every event that is logged, with its level and a sentence for the reader. Names are stable: alarms use them. */
const EVENTS = {
  request_completed: ['info', 'A request was answered'],
  request_failed: ['error', 'A request ended in an unexpected error'],
  dependency_unavailable: ['warn', 'An AWS service failed or did not answer in time'],
  message_sent: ['info', 'A code was handed over for delivery'],
  delivery_failed: ['warn', 'A code could not be handed over for delivery'],
  delivery_paused: ['error', 'The hourly limit of messages is reached; no more are sent'],
  enrolments_paused: ['error', 'A limit of messages for enrolments is reached; sign-ins go on'],
  event_published: ['info', 'A domain event was put on the bus'],
  event_not_published: ['error', "A record of the table's stream could not be published"],
  notice_sent: ['info', 'A notice was mailed'],
  notice_skipped: ['info', 'A notice was not mailed'],
  notice_failed: ['error', 'A notice could not be mailed and is tried again'],
} as const satisfies Record<string, readonly ['info' | 'warn' | 'error', string]>;

export type LogEvent = keyof typeof EVENTS;

export interface LogFields {
  /** Id of the request; the one that is being worked on unless given. */
  readonly requestId?: string;
  readonly operation?: string;
  readonly status?: number;
  /** How the request ended, in one word. */
  readonly result?: 'ok' | 'refused' | 'limited' | 'failed';
  /** The limit that refused it. */
  readonly limit?:
    | 'too_many_requests'
    | 'too_many_attempts'
    | 'resend_too_soon'
    | 'delivery_paused'
    | 'enrolments_paused';
  /** Problem code of the answer. */
  readonly code?: string;
  readonly durationMs?: number;
  /** Pseudonym of the caller, a keyed hash. */
  readonly user?: string;
  /** Where the request came from, shortened to a network. */
  readonly network?: string;
  /** What a code was tried of, and how that ended. */
  readonly method?: 'totp' | 'phone' | 'backup_code';
  readonly outcome?: 'accepted' | 'wrong' | 'limited' | 'refused' | 'failed';
  /** The AWS service that failed. */
  readonly dependency?: string;
  /** A name or kind, never a foreign message. */
  readonly reason?: string;
  /** Where an unexpected error was thrown, without its message. */
  readonly stack?: readonly string[];
  /** Where a code was to go, ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly channel?: 'sms' | 'call';
  readonly eventType?: string;
  readonly eventId?: string;
}

export type Log = (event: LogEvent, fields?: LogFields) => void;

/**
 * One line of JSON for each event. Written straight to standard output, past the console that Lambda wraps in
 * a prefix of its own, so that filters and queries read it as JSON. CloudWatch adds the time.
 */
export const log: Log = (event, fields = {}) => {
  const [level, message] = EVENTS[event];
  const requestId = fields.requestId ?? correlationId();
  const line = {
    ...{ level: level.toUpperCase(), event, message, service: 'portal-2fa' },
    ...(requestId !== undefined && { requestId }),
    ...fields,
    ...trace(),
    ...embedded(countsOf(event, fields)),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** Which counts a line adds to. */
function countsOf(event: LogEvent, { operation, outcome, limit }: LogFields): readonly Count[] {
  const limits: readonly Count[] = limit === undefined ? [] : ['LimitsHit'];
  switch (event) {
    case 'request_completed': {
      const tried = operation === 'verify-challenge' ? 'SignIns' : 'Enrolments';
      return ['Requests', ...(outcome === undefined ? [] : ([tried] as const)), ...limits];
    }
    case 'message_sent':
      return ['CodesSent'];
    case 'delivery_paused':
    case 'enrolments_paused':
      return limits;
    case 'event_published':
      return ['DomainEvents'];
    case 'notice_sent':
    case 'notice_skipped':
    case 'notice_failed':
      return ['Notices'];
    case 'request_failed':
    case 'dependency_unavailable':
    case 'delivery_failed':
    case 'event_not_published':
      return [];
    default:
      return event satisfies never;
  }
}

/** The request's trace in X-Ray, which Lambda keeps in the environment. */
function trace(): { readonly traceId?: string } {
  const root = /Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1];
  return root === undefined ? {} : { traceId: root };
}

/** Where an error was thrown: its frames, not its message, which may quote what was sent. */
export const framesOf = (error: unknown): readonly string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.startsWith('at '))
        .map(inSources)
    : [];
