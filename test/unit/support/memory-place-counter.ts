/** What is sent to countries and blocks, in memory; any call can be made to fail. */

import type { Place, PlaceLimit } from '../../../shared/domain/destination.ts';
import type { PlaceCounter } from '../../../shared/domain/ports/place-counter.ts';
import { err, ok } from '../../../shared/domain/result.ts';
import { Unavailable } from '../../../shared/domain/unavailable.ts';

type Call = keyof PlaceCounter;

export interface Sent {
  readonly messages: number;
  readonly unconfirmed: number;
}

export interface MemoryPlaceCounter extends PlaceCounter {
  /** Of the window that was counted in last. */
  readonly sentTo: (of: Place['of']) => Sent;
  readonly set: (of: Place['of'], sent: Sent) => void;
  /** From now on this call throws `Unavailable`. */
  readonly fail: (call: Call, of: Place['of']) => void;
  /** The calls that were made, with what was counted. */
  readonly calls: readonly string[];
}

const NONE: Sent = { messages: 0, unconfirmed: 0 };

/** It knows one country and one block. */
export function memoryPlaceCounter(): MemoryPlaceCounter {
  const counts = new Map<string, Sent & { readonly endsAt?: number }>();
  const failing = new Set<string>();
  const calls: string[] = [];
  const sentTo = (of: Place['of']) => counts.get(of) ?? NONE;
  /** What is counted in this window. */
  const begin = (call: Call, { of }: Place, { endsAt }: PlaceLimit): Sent => {
    calls.push(`${call} ${of}`);
    if (failing.has(`${call} ${of}`)) throw new Unavailable('dynamodb', new Error(call));
    const known = counts.get(of);
    return known === undefined || (known.endsAt ?? endsAt) !== endsAt ? NONE : known;
  };
  const add = (place: Place, { endsAt }: PlaceLimit, sent: Sent, messages: number, unconfirmed: number) =>
    void counts.set(place.of, {
      messages: sent.messages + messages,
      unconfirmed: sent.unconfirmed + unconfirmed,
      endsAt,
    });

  return {
    calls,
    sentTo: (of) => {
      const { messages, unconfirmed } = sentTo(of);
      return { messages, unconfirmed };
    },
    set: (of, sent) => void counts.set(of, sent),
    fail: (call, of) => void failing.add(`${call} ${of}`),
    async charge(place, limit) {
      const sent = begin('charge', place, limit);
      if (sent.messages >= limit.messages) return err('limit');
      if (sent.unconfirmed >= limit.unconfirmed) return err('unconfirmed');
      add(place, limit, sent, 1, 1);
      return ok(undefined);
    },
    async refund(place, limit) {
      const sent = begin('refund', place, limit);
      if (sent.messages > 0) add(place, limit, sent, -1, -1);
    },
    async confirm(place, limit, sends) {
      const sent = begin('confirm', place, limit);
      if (sent.unconfirmed > 0) add(place, limit, sent, 0, -sends);
    },
  };
}
