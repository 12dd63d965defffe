/**
 * What the answers say of the factor in force, its backup codes and what was proved with them: no code twice, no
 * factor lost, nothing changed without a proof of the factor that is in force.
 */

import { authenticator } from '../unit/support/authenticator.ts';
import { type Complain, type Exchange, lostAnAnswer } from './exchange.ts';
import { SentCodes } from './sent-codes.ts';

const STEP_MS = 30_000;
const STEP_UP_MS = 300_000;
/** A request that meets time-outs is decided by the time at which it came. */
const SLACK_MS = 30_000;

export type KnownFactor =
  | { readonly method: 'totp'; readonly secret: string }
  | { readonly method: 'phone'; readonly number: string };

export class FactorLedger {
  readonly #complain: Complain;
  factor: KnownFactor | undefined;
  /** Those of the current set that were shown and not used; `unseen` if nobody was ever shown the set. */
  backupCodes: Set<string> | 'unseen' | undefined;
  /** Grows with each change of the factor. */
  #epoch = 0;
  readonly #shown = new Set<string>();
  readonly #secrets: string[] = [];
  readonly #spentSteps = new Set<string>();
  readonly #sentCodes: SentCodes;
  readonly #answered = new Set<string>();
  readonly #proofs = new Map<string, { readonly epoch: number; readonly to: number }>();

  constructor(complain: Complain) {
    this.#complain = complain;
    this.#sentCodes = new SentCodes(complain);
  }

  /** Codes that once worked or were shown, and can't work any more. */
  get deadBackupCodes(): readonly string[] {
    const alive = this.backupCodes;
    return [...this.#shown].filter((code) => !(alive instanceof Set && alive.has(code)));
  }

  note(exchange: Exchange): void {
    this.#restsOnWrite(exchange);
    switch (exchange.action.do) {
      case 'start app':
        this.#stepUp(exchange);
        if (exchange.answer.is === 'ok' && exchange.answer.value.secret)
          this.#secrets.push(exchange.answer.value.secret);
        return;
      case 'start phone':
        this.#stepUp(exchange);
        this.#sentCodes.note(exchange);
        return;
      case 'send code':
        this.#sentCodes.note(exchange);
        return;
      case 'confirm app':
        this.#confirmedApp(exchange);
        return;
      case 'confirm phone':
        this.#confirmedPhone(exchange);
        return;
      case 'answer by app':
      case 'answer by phone':
      case 'answer by backup code':
        this.#challengeAnswered(exchange);
        return;
      case 'replace backup codes':
        this.#replaced(exchange);
        return;
      case 'turn off':
        this.#stepUp(exchange);
        this.#removed(exchange);
        return;
      case 'support resets':
        if (exchange.action.reset === 'factors') this.#removed(exchange);
        return;
      case 'skip':
        if (exchange.answer.is === 'ok' && this.factor !== undefined)
          this.#complain('skipped with a factor in force');
        return;
      case 'ask':
        return;
    }
  }

  /** Whatever was accepted was written before the answer, and once. */
  #restsOnWrite({ action, answer, landings, answeredAt }: Exchange): void {
    if (answer.is !== 'ok' || action.do === 'ask') return;
    const [landing, ...more] = landings;
    if (landing === undefined || landing.order > answeredAt)
      this.#complain('accepted before the write landed');
    if (more.length > 0) this.#complain(`accepted with ${landings.length} writes`);
  }

  #stepUp({ answer, sent, to }: Exchange): void {
    if (answer.is !== 'ok' || this.factor === undefined) return;
    const proof = sent.assertion === undefined ? undefined : this.#proofs.get(sent.assertion);
    if (proof === undefined) {
      this.#complain('changed without a step-up');
      return;
    }
    if (proof.epoch !== this.#epoch)
      this.#complain('changed by a step-up from before the last change of factors');
    if (to - proof.to > STEP_UP_MS + SLACK_MS) this.#complain('changed by a step-up that has expired');
  }

  /** Spends a step of the app whose code this is. */
  #spendStep(secret: string, { sent, from, to }: Exchange): boolean {
    const app = authenticator(secret);
    for (let at = from - STEP_MS; at < to + 2 * STEP_MS; at += STEP_MS) {
      const step = `${secret} ${Math.floor(at / STEP_MS)}`;
      if (app.codeAt(at) !== sent.code || this.#spentSteps.has(step)) continue;
      this.#spentSteps.add(step);
      return true;
    }
    return false;
  }

  #confirmedApp(exchange: Exchange): void {
    if (!this.#enabled(exchange)) return;
    const secret = this.#secrets.findLast((one) => this.#spendStep(one, exchange));
    if (secret === undefined) this.#complain('enabled by a code that no app shows, or that was used');
    else this.factor = { method: 'totp', secret };
  }

  #confirmedPhone(exchange: Exchange): void {
    this.#sentCodes.wrong(exchange);
    if (!this.#enabled(exchange)) return;
    const message = this.#sentCodes.spend(exchange);
    if (message !== undefined) this.factor = { method: 'phone', number: message.to };
  }

  /** Whether a factor was put in force; notes its backup codes. */
  #enabled(exchange: Exchange): boolean {
    const { answer, landings } = exchange;
    const isFirst = this.factor === undefined;
    if (answer.is === 'refused' || landings.length === 0) return false;
    if (answer.is === 'unavailable') {
      if (!enables(exchange)) return false;
      if (!lostAnAnswer(exchange)) this.#complain('put in force, and answered as if it were not');
      if (isFirst) this.backupCodes = 'unseen';
    } else {
      if (isFirst !== (answer.value.backupCodes !== undefined)) {
        this.#complain(isFirst ? 'a first factor without backup codes' : 'backup codes with a second factor');
      }
      this.#show(answer.value.backupCodes);
    }
    this.#epoch += 1;
    this.#prove(exchange);
    return true;
  }

  #challengeAnswered(exchange: Exchange): void {
    const { action, answer, sent, landings } = exchange;
    if (action.do === 'answer by phone') this.#sentCodes.wrong(exchange);
    const { backupCodes } = this;
    const isBackupCode = action.do === 'answer by backup code';
    if (answer.is === 'unavailable' && landings.length === 1 && isBackupCode) {
      // It is spent, unless it was wrong.
      if (backupCodes instanceof Set) backupCodes.delete(sent.code ?? '');
    }
    if (answer.is !== 'ok') return;
    const { challengeId = '', code = '' } = sent;
    if (this.#answered.has(challengeId)) this.#complain('a challenge was answered twice');
    this.#answered.add(challengeId);
    if (isBackupCode) {
      if (!(backupCodes instanceof Set && backupCodes.delete(code)))
        this.#complain('accepted a backup code that is used, replaced or no code');
    } else if (action.do === 'answer by phone') {
      const message = this.#sentCodes.spend(exchange);
      if (this.factor?.method !== 'phone') this.#complain('accepted a sent code with no phone in force');
      else if (message !== undefined && message.to !== this.factor.number)
        this.#complain('accepted a code that was sent to another number');
    } else if (this.factor?.method !== 'totp' || !this.#spendStep(this.factor.secret, exchange)) {
      this.#complain('accepted a code that the app in force does not show, or that was used');
    }
    const left = backupCodes instanceof Set ? backupCodes.size : undefined;
    if (left !== undefined && answer.value.backupCodesRemaining !== left) {
      this.#complain(`told of ${answer.value.backupCodesRemaining} backup codes of ${left}`);
    }
    this.#prove(exchange);
  }

  #replaced(exchange: Exchange): void {
    const { answer, landings } = exchange;
    this.#stepUp(exchange);
    if (answer.is === 'ok') this.#show(answer.value.backupCodes);
    if (answer.is === 'unavailable' && landings.length > 0) this.backupCodes = 'unseen';
  }

  #removed({ answer, landings }: Exchange): void {
    if (answer.is === 'refused' || landings.length === 0) return;
    this.factor = undefined;
    this.backupCodes = undefined;
    this.#epoch += 1;
  }

  #show(codes: readonly string[] | undefined): void {
    if (codes === undefined) return;
    for (const code of codes) {
      if (this.#shown.has(code)) this.#complain('showed a backup code twice');
      this.#shown.add(code);
    }
    this.backupCodes = new Set(codes);
  }

  #prove({ answer, to }: Exchange): void {
    if (answer.is === 'ok' && answer.value.assertion) {
      this.#proofs.set(answer.value.assertion, { epoch: this.#epoch, to });
    }
  }
}

/** Whether the write of a confirmation that was not answered has put a factor in force; one of a wrong code has not. */
const enables = ({ landings: [landing] }: Exchange): boolean =>
  landing !== undefined && landing.after.factorVersion !== landing.before?.factorVersion;
