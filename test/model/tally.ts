/** What the lives of a run have met, counted. */

import type { Exchange } from './exchange.ts';

export interface Tally {
  lives: number;
  requests: number;
  /** Requests that ran with others on their way. */
  lostWrites: number;
  readonly accepted: Map<string, number>;
  readonly refused: Map<string, number>;
  readonly troubles: Map<string, number>;
}

export const newTally = (): Tally => ({
  lives: 0,
  requests: 0,
  lostWrites: 0,
  accepted: new Map(),
  refused: new Map(),
  troubles: new Map(),
});

export function count(tally: Tally, { action, answer, met }: Exchange, lostWrites: number): void {
  tally.requests += 1;
  tally.lostWrites += lostWrites;
  if (answer.is === 'ok') more(tally.accepted, action.do);
  else more(tally.refused, answer.is === 'refused' ? answer.error.code : answer.is);
  for (const { service, trouble } of met) more(tally.troubles, `${service} ${trouble}`);
}

function more(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

export function renderTally(tally: Tally): string {
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((all, one) => all + one, 0);
  const list = (counts: Map<string, number>) =>
    [...counts]
      .toSorted(([, one], [, other]) => other - one)
      .map(([name, times]) => `${name} ${times}`)
      .join(', ');
  return [
    `${tally.lives} lives, ${tally.requests} requests, ${tally.lostWrites} writes lost to another`,
    `accepted ${sum(tally.accepted)}: ${list(tally.accepted)}`,
    `refused  ${sum(tally.refused)}: ${list(tally.refused)}`,
    `troubles ${sum(tally.troubles)}: ${list(tally.troubles)}`,
  ].join('\n');
}
