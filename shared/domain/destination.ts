/**
 * Where messages for enrolments go, as far as toll fraud is told from customers by it: to many numbers of one country,
 * often numbers that follow one another, of which hardly any is ever confirmed.
 */

import type { E164, KeyedHash, Millis } from './brand.ts';
import type { Policy } from './policy.ts';

/** ISO 3166-1 alpha-2, and the keyed hash of the block. */
export interface Destination {
  readonly country: string;
  readonly block: KeyedHash;
}

/** What is counted: all messages to a country, or to a block. */
export type Place =
  | { readonly of: 'country'; readonly country: string }
  | { readonly of: 'block'; readonly block: KeyedHash };

/** Where a message to this destination counts. */
export const placesOf = ({ country, block }: Destination): readonly Place[] => [
  { of: 'block', block },
  { of: 'country', country },
];

/** Until `endsAt`, so many messages, and so many that nobody has confirmed. */
export interface PlaceLimit {
  readonly messages: number;
  readonly unconfirmed: number;
  readonly endsAt: Millis;
}

/** Why nothing is sent to a place: too many messages, or too few of them confirmed. */
export type PlaceFull = 'limit' | 'unconfirmed';

/** Digits in which the numbers of a block differ. */
const BLOCK_DIGITS = 3;

/**
 * What all numbers of a block begin with. A block is a thousand numbers in a row, which is the least that North
 * America's carriers are given (thousands-block pooling, 47 CFR §52.20); so a block is one carrier's, and whoever is
 * paid for messages to a range of numbers has one or several. A thousand numbers are nobody in particular, and that in
 * each country, since it is the end that is left out, whatever the length of its numbers.
 */
export const blockOf = (number: E164): string => number.slice(0, -BLOCK_DIGITS);

/**
 * The limit that is in force. Its windows are those of the clock and not of the first message, so that counting takes
 * one write whether or not there was a message before.
 */
export function placeLimit(of: Place['of'], policy: Policy, now: Millis): PlaceLimit {
  const length = policy.messageWindow * 1000;
  const endsAt = (Math.floor(now / length) + 1) * length;
  return of === 'country'
    ? { messages: policy.enrolmentMessagesPerCountry, unconfirmed: policy.unconfirmedPerCountry, endsAt }
    : { messages: policy.enrolmentMessagesPerBlock, unconfirmed: policy.unconfirmedPerBlock, endsAt };
}
