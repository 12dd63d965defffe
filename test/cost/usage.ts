/** What a customer's journey asks for in all: the bench's figures of its requests and of what follows them. */

import type { Figures } from '../bench/figures.ts';

export interface Usage {
  readonly requests: number;
  readonly invocations: number;
  readonly gbSeconds: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly kms: number;
  readonly events: number;
  readonly mails: number;
  readonly logBytes: number;
  readonly texts: number;
  readonly calls: number;
}

/** An operation and what distinguishes the request, as the bench names them. */
export type Request = readonly [operation: string, situation: string];

export const JOURNEYS = {
  'sign-in by authenticator app': [
    ['start-challenge', 'challenge'],
    ['verify-challenge', 'authenticator app'],
  ],
  'sign-in by text': [
    ['start-challenge', 'challenge'],
    ['send-challenge-code', 'text'],
    ['verify-challenge', 'sent code'],
  ],
  'sign-in by call': [
    ['start-challenge', 'challenge'],
    ['send-challenge-code', 'call'],
    ['verify-challenge', 'sent code'],
  ],
  'sign-in by backup code': [
    ['start-challenge', 'challenge'],
    ['verify-challenge', 'backup code'],
  ],
  'single sign-on, nothing asked': [['start-challenge', 'single sign-on']],
  'enrolment of an app': [
    ['start-challenge', 'prompt'],
    ['start-totp', 'first factor'],
    ['confirm-totp', 'first factor'],
  ],
  'enrolment of a phone by text': [
    ['start-challenge', 'prompt'],
    ['start-phone', 'text, new number'],
    ['confirm-phone', 'switch of method'],
  ],
} as const satisfies Readonly<Record<string, readonly Request[]>>;

export type Journey = keyof typeof JOURNEYS;

/** Of the functions that are called by stream and bus, in MB; in milliseconds what they take besides their calls. */
const BACKGROUND = { memoryMb: 512, ownMs: 5 };
/** What Lambda itself writes of each invocation: START, END and REPORT. Measured nowhere; about so much. */
const PLATFORM_LOG_BYTES = 400;
/** What the access log of the API has of a request; about so much. */
const ACCESS_LOG_BYTES = 350;
/** The check that a user was not erased, in the trail's transaction, is charged like a write; DynamoDB Local leaves it out. */
const CHECK_UNITS = 2;

/** @throws if the bench has not measured one of the requests. */
export function usageOf(figures: Figures, requests: readonly Request[]): Usage {
  const used = requests.map(([operation, situation]): Usage => {
    const found = figures.operations.find(
      (one) => one.operation === operation && one.situation === situation && one.start === 'warm',
    );
    if (found === undefined) throw new Error(`The bench has no figures of ${operation}, ${situation}`);
    const { background } = found;
    const invocations = 1 + background.invocations;
    const backgroundMs = background.durationMs + background.invocations * BACKGROUND.ownMs;
    return {
      requests: 1,
      invocations,
      gbSeconds: (found.memoryMb * found.durationMs + BACKGROUND.memoryMb * backgroundMs) / 1024 / 1000,
      readUnits: found.readUnits + background.readUnits,
      writeUnits:
        found.writeUnits +
        background.writeUnits +
        CHECK_UNITS * (background.dynamoDb.TransactWriteItems ?? 0),
      kms: callsTo(found.others, 'kms:') + callsTo(background.others, 'kms:'),
      events: background.events,
      mails: callsTo(background.others, 'ses:'),
      logBytes: found.logBytes + ACCESS_LOG_BYTES + invocations * PLATFORM_LOG_BYTES,
      texts: callsTo(found.others, 'sns:'),
      calls: callsTo(found.others, 'connect:'),
    };
  });
  return used.reduce(add);
}

const callsTo = (others: Readonly<Record<string, number>>, service: string): number =>
  Object.entries(others).reduce((sum, [name, count]) => sum + (name.startsWith(service) ? count : 0), 0);

const add = (a: Usage, b: Usage): Usage => ({
  requests: a.requests + b.requests,
  invocations: a.invocations + b.invocations,
  gbSeconds: a.gbSeconds + b.gbSeconds,
  readUnits: a.readUnits + b.readUnits,
  writeUnits: a.writeUnits + b.writeUnits,
  kms: a.kms + b.kms,
  events: a.events + b.events,
  mails: a.mails + b.mails,
  logBytes: a.logBytes + b.logBytes,
  texts: a.texts + b.texts,
  calls: a.calls + b.calls,
});
