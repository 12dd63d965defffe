/** What the answers say of the limits, beside what the contract allows. */

import { Allowance, type Counted } from './allowance.ts';
import { countsOneMore } from './counting.ts';
import { DailyLedger } from './daily-ledger.ts';
import { asksForMessage, type Complain, type Exchange, hadTrouble, isUntold, triesCode } from './exchange.ts';
import { SlidingAllowance } from './sliding-allowance.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const PAUSE_MS = 30_000;

/** What support sees of a limit. */
export interface SeenLimit {
  readonly kind: string;
  readonly count: number;
  readonly max: number;
}

export class LimitsLedger {
  readonly #complain: Complain;
  readonly #attempts = new SlidingAllowance(5, MINUTE);
  readonly #failures = new Allowance(50, DAY);
  readonly #backupAttempts = new SlidingAllowance(5, MINUTE);
  /** Of every kind; only wrong backup codes are refused by it, and no right one clears it. */
  readonly #wrongCodes = new Allowance(100, DAY);
  readonly #daily: DailyLedger;
  readonly #requests = new Allowance(10, DAY);
  readonly #perNumber = new Map<string, Allowance>();
  #lastMessage: number | undefined;
  /** Up to when a pause between two messages may hold. */
  #pauseUntil = Number.NEGATIVE_INFINITY;

  constructor(complain: Complain) {
    this.#complain = complain;
    this.#daily = new DailyLedger(complain);
  }

  note(exchange: Exchange): void {
    this.#daily.note(exchange);
    if (exchange.action.do === 'support resets') this.#reset(exchange);
    if (triesCode(exchange)) this.#codeTried(exchange);
    if (exchange.action.do === 'answer by backup code') this.#backupCodeTried(exchange);
    if (asksForMessage(exchange)) this.#messageAsked(exchange);
  }

  #codeTried(exchange: Exchange): void {
    const { answer } = exchange;
    if (isUntold(exchange)) {
      // A right code that could not be told clears the minute's count, a wrong one is counted, and both are unknown.
      if (exchange.landings.length === 1)
        this.#unsure(exchange, this.#attempts, this.#failures, this.#wrongCodes);
    } else if (answer.is === 'ok') {
      if (this.#attempts.isFull(exchange)) this.#complain('accepted with the minute’s limit in force');
      if (this.#failures.isFull(exchange)) this.#complain('accepted while locked');
      this.#attempts.clear(exchange);
    } else if (answer.is === 'refused' && answer.error.code === 'wrong_code') {
      this.#wrong(exchange, this.#attempts, this.#failures);
      this.#wrongCodes.take(exchange);
      this.#counted(exchange, 'attempts', 'failures', 'wrongCodes');
    } else if (answer.is === 'refused') {
      this.#refused(exchange, answer.error.code, this.#attempts, this.#failures);
    }
  }

  #backupCodeTried(exchange: Exchange): void {
    const { answer } = exchange;
    const all = [this.#attempts, this.#backupAttempts, this.#failures];
    if (isUntold(exchange)) {
      this.#unsure(exchange, ...all, this.#wrongCodes);
    } else if (answer.is === 'ok') {
      for (const one of all) one.clear(exchange);
    } else if (answer.is === 'refused' && answer.error.code === 'wrong_code') {
      this.#wrong(exchange, this.#backupAttempts, this.#wrongCodes);
      this.#counted(exchange, 'backupAttempts', 'wrongCodes');
    } else if (answer.is === 'refused') {
      this.#refused(exchange, answer.error.code, this.#backupAttempts, this.#wrongCodes);
    }
  }

  #wrong(exchange: Exchange, ...allowances: readonly Counted[]): void {
    const { answer } = exchange;
    for (const allowance of allowances) {
      if (allowance.isFull(exchange)) this.#complain(`compared after ${allowance.max} wrong codes`);
      allowance.take(exchange);
      const left = answer.is === 'refused' ? answer.error.attemptsRemaining : undefined;
      if (left === undefined || left > allowance.max - allowance.sure(exchange.from)) {
        this.#complain(`told of ${left} attempts that remain, which are more than there are`);
      }
    }
  }

  /** An answer about a code rests on a write that counts it. */
  #counted(
    { landings, answeredAt, from }: Exchange,
    ...kinds: readonly ('attempts' | 'failures' | 'backupAttempts' | 'wrongCodes')[]
  ) {
    const [landing, ...more] = landings;
    if (landing === undefined || landing.order > answeredAt || more.length > 0) {
      this.#complain(`called wrong with ${landings.length} writes landed`);
      return;
    }
    for (const kind of kinds) {
      const [before, after] = [landing.before?.limits[kind], landing.after.limits[kind]];
      if (!countsOneMore(before, after, from)) this.#complain(`called wrong and not counted (${kind})`);
    }
  }

  #refused(exchange: Exchange, code: string, minute: Counted, day: Counted): void {
    if (code === 'too_many_attempts' && !minute.canBeOpen(exchange)) {
      this.#complain('refused by a minute’s limit that no attempt has used');
    }
    if (code === 'too_many_requests' && !day.canBeOpen(exchange)) {
      this.#complain('locked without a day of wrong codes');
    }
  }

  #messageAsked(exchange: Exchange): void {
    const { answer, handed, from, to } = exchange;
    const numbers = handed.map((message) => this.#allowanceOf(message.to));
    if (answer.is === 'ok') {
      const earliest = this.#lastMessage;
      if (this.#failures.isFull(exchange)) this.#complain('sent a message while locked');
      if (earliest !== undefined && to - earliest < PAUSE_MS)
        this.#complain('sent two messages within 30 seconds');
      if (handed.length !== 1) this.#complain(`told of a message, with ${handed.length} handed over`);
      for (const allowance of [this.#requests, ...numbers]) {
        if (allowance.isFull(exchange)) this.#complain(`sent more than ${allowance.max} messages`);
        allowance.take(exchange);
      }
      this.#lastMessage = from;
      this.#pauseUntil = to + PAUSE_MS;
      return;
    }
    if (exchange.landings.length > 0) this.#notSent(exchange);
    if (answer.is !== 'refused') return;
    if (answer.error.code === 'resend_too_soon' && from >= this.#pauseUntil) {
      this.#complain('told to wait with nothing to wait for');
    }
  }

  /** What was not sent costs the user nothing, and opens a window of the number at most. */
  #notSent(exchange: Exchange): void {
    this.#pauseUntil = Math.max(this.#pauseUntil, exchange.to + PAUSE_MS);
    const troubled = hadTrouble(exchange, 'database');
    if (troubled) this.#requests.unsure(exchange);
    for (const allowance of this.#perNumber.values()) {
      if (troubled || exchange.from !== exchange.to) allowance.unsure(exchange);
    }
    for (const { to } of exchange.handed) if (!troubled) this.#allowanceOf(to).touch(exchange);
  }

  #reset(exchange: Exchange): void {
    if (exchange.landings.length === 0) return;
    this.#attempts.clear(exchange);
    this.#failures.clear(exchange);
    this.#backupAttempts.clear(exchange);
    this.#requests.clear(exchange);
    this.#wrongCodes.clear(exchange);
    this.#daily.lift(exchange);
    // Which numbers the record knew, and whether those limits were lifted before or after the next message, is unknown.
    for (const allowance of this.#perNumber.values()) allowance.unsure(exchange);
    this.#lastMessage = undefined;
  }

  #unsure(exchange: Exchange, ...allowances: readonly Counted[]): void {
    for (const allowance of allowances) allowance.unsure(exchange);
  }

  #allowanceOf(number: string): Allowance {
    const allowance = this.#perNumber.get(number) ?? new Allowance(10, DAY);
    this.#perNumber.set(number, allowance);
    return allowance;
  }

  /** What support sees, while nothing is under way, includes whatever was surely counted, and keeps to the limits. */
  compare(seen: readonly SeenLimit[], now: number): void {
    const kinds = [
      ['attempts', this.#attempts],
      ['backup_code_attempts', this.#backupAttempts],
      ['failures', this.#failures],
      ['code_requests', this.#requests],
    ] as const;
    for (const [kind, allowance] of kinds) {
      const shown = seen.find((limit) => limit.kind === kind);
      const count = shown?.count ?? 0;
      if (count < allowance.sure(now))
        this.#complain(`${allowance.sure(now)} ${kind} happened, ${count} count`);
      if (count > allowance.max) this.#complain(`${count} ${kind} count, of at most ${allowance.max}`);
    }
  }
}
