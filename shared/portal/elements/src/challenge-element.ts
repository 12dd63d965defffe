/** `<portal-2fa-challenge>`: asks what this sign-in needs, and for the second factor where it needs that. */

import { Portal2faElement } from './element/base.ts';
import { createAppCodeField, createBackupCodeField, createCodeField } from './element/code-field.ts';
import { type CodeForm, createCodeForm } from './element/code-form.ts';
import { h } from './element/dom.ts';
import type { Field } from './element/field.ts';
import { endsChallenge, type Told, tell } from './element/problem.ts';
import { type Channel, createSendButtons } from './element/send.ts';
import { awaitText } from './element/web-otp.ts';

type Method = 'totp' | 'phone' | 'backup_code';

interface Challenge {
  readonly challengeId: string;
  readonly methods: readonly Method[];
  readonly phone?: { readonly number: string; readonly channels: readonly Channel[] } | undefined;
}

/** 2FA is not enabled, and the customer is to be prompted. */
export interface EnrolDecision {
  readonly methods: readonly ('totp' | 'sms' | 'call')[];
  readonly skippable: boolean;
}

/** Backup codes left at which the customer is told to make new ones. */
const FEW_CODES = 2;

export class ChallengeElement extends Portal2faElement {
  #reading = new AbortController();

  /** `sign_in`, or `step_up` for a proof in a session that is admitted already. */
  get purpose(): 'sign_in' | 'step_up' {
    return this.getAttribute('purpose') === 'step_up' ? 'step_up' : 'sign_in';
  }

  protected override async begin(): Promise<void> {
    await this.#ask();
  }

  protected override stop(): void {
    this.#reading.abort();
  }

  async #ask(remark?: string): Promise<void> {
    const decision = await this.service.startChallenge({
      purpose: this.purpose,
      ...(this.hasAttribute('sign-up') && { signUp: true }),
    });
    switch (decision.decision) {
      case 'allow':
        return this.#conclude(decision.assertion, 'exempt');
      case 'enroll':
        return this.#enrol(decision);
      case 'challenge':
        return this.#use(
          decision,
          decision.methods.find((one) => one !== 'backup_code') ?? 'backup_code',
          remark,
        );
    }
  }

  /** A prompt where that element is there, unless the portal says by `preventDefault` that it does this itself. */
  async #enrol(decision: EnrolDecision): Promise<void> {
    const event = new CustomEvent<EnrolDecision>('portal-2fa-enroll', {
      detail: decision,
      bubbles: true,
      cancelable: true,
    });
    if (!this.dispatchEvent(event)) return;
    if (customElements.get('portal-2fa-prompt')) {
      this.show([this.nested('portal-2fa-prompt', {}, { decision })]);
      return;
    }
    const { assertion } = await this.service.skipEnrolment();
    await this.#conclude(assertion, 'skipped');
  }

  #use(challenge: Challenge, method: Method, remark?: string): void {
    this.#reading.abort();
    this.#reading = new AbortController();
    const others = challenge.methods.filter((other) => other !== method);
    const labels = { totp: this.t.useApp, phone: this.t.usePhone, backup_code: this.t.useBackupCode };
    const account = this.getAttribute('account');
    const { content, focus } = this.#part(challenge, method);
    this.show(
      [
        !this.hasAttribute('untitled') && this.heading(this.t.title),
        account !== null && this.sentence(this.t.account, { account }, 'hint'),
        remark !== undefined && h('p', { part: 'warning', role: 'status' }, remark),
        ...content,
        h(
          'div',
          { part: 'actions' },
          others.map((other) =>
            h(
              'button',
              { type: 'button', part: 'link', onclick: () => this.#use(challenge, other) },
              labels[other],
            ),
          ),
          this.supportLink(),
        ),
      ],
      focus,
    );
  }

  #part(challenge: Challenge, method: Method): { content: HTMLElement[]; focus: HTMLElement } {
    const { t } = this;
    if (method === 'backup_code') {
      const field = createBackupCodeField(t);
      return { content: [this.#codeForm(challenge, method, field).element], focus: field.input };
    }
    if (method === 'totp') {
      const { field, onTold } = createAppCodeField(t, t.appCode, t.appCodeHint);
      return { content: [this.#codeForm(challenge, method, field, onTold).element], focus: field.input };
    }
    const field = createCodeField(t, t.code, t.codeHint);
    const form = this.#codeForm(challenge, method, field);
    form.element.hidden = true;
    const notice = this.notice();
    const question = this.sentence(t.howToSend, { number: challenge.phone?.number ?? t.yourPhone });
    const send = createSendButtons({
      words: this.words,
      channels: challenge.phone?.channels ?? ['sms', 'call'],
      notice,
      fields: [question],
      run: (...work) => this.run(...work),
      onSend: (channel) =>
        this.service.sendChallengeCode(challenge.challengeId, { channel, locale: this.locale }),
      onSent: ({ channel }) => {
        question.textContent = t.noCode;
        form.element.hidden = false;
        field.input.value = '';
        field.input.focus();
        if (channel === 'sms') awaitText(this.#reading.signal, form.enter);
      },
    });
    const content = [send.element, notice.element, form.element];
    return { content, focus: send.buttons[0] ?? field.input };
  }

  #codeForm(challenge: Challenge, method: Method, field: Field, onTold?: (told: Told) => void): CodeForm {
    const notice = this.notice();
    const backup =
      method !== 'backup_code' && challenge.methods.includes('backup_code')
        ? h(
            'button',
            { type: 'button', onclick: () => this.#use(challenge, 'backup_code') },
            this.t.useBackupCode,
          )
        : undefined;
    return createCodeForm({
      field,
      label: this.t.confirm,
      notice,
      wayIn: backup,
      run: (...work) => this.run(...work),
      onCode: async (code) => {
        const verified = await this.service.verifyChallenge(challenge.challengeId, { method, code });
        await this.#conclude(
          verified.assertion,
          this.purpose,
          method === 'backup_code' ? verified.backupCodesRemaining : undefined,
        );
      },
      onProblem: async (problem) => {
        const told = tell(problem, this.t);
        if (told.code === 'not_admitted') {
          await this.askForAnotherTry(problem, this.t.restart);
        } else if (!endsChallenge(told)) return false;
        await this.#ask(told.text);
        return true;
      },
      ...(onTold && { onTold }),
    });
  }

  async #conclude(
    assertion: string,
    reason: 'sign_in' | 'step_up' | 'exempt' | 'skipped',
    codesLeft?: number,
  ): Promise<void> {
    this.#reading.abort();
    await this.admit({ assertion, reason });
    if (codesLeft !== undefined) await this.#tellCodesLeft(codesLeft);
    this.done(reason);
  }

  /** After a backup code: how many are left, before the customer goes on. */
  #tellCodesLeft(n: number): Promise<void> {
    return new Promise((resolve) => {
      const next = h('button', { type: 'button', part: 'primary', onclick: () => resolve() }, this.t.next);
      this.show(
        [
          this.heading(this.t.title),
          this.sentence(this.t.codesLeft, { n }, n > FEW_CODES ? 'good' : 'warning'),
          n <= FEW_CODES && h('p', {}, this.t.fewCodes),
          h('div', { part: 'actions' }, next),
        ],
        next,
      );
    });
  }
}
