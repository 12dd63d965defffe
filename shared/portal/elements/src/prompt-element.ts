/** `<portal-2fa-prompt>`: recommends a second factor to a customer without one, at sign-in: set it up now, or later. */

import type { EnrolDecision } from './challenge-element.ts';
import { Portal2faElement } from './element/base.ts';
import { h } from './element/dom.ts';

export class PromptElement extends Portal2faElement {
  /** The service's decision, where it has been asked already; otherwise this asks it. */
  declare decision?: EnrolDecision;

  protected override async begin(): Promise<void> {
    const decision = this.decision ?? (await this.#ask());
    if (decision) this.#recommend(decision);
    else this.done('exempt');
  }

  async #ask(): Promise<EnrolDecision | undefined> {
    const decided = await this.service.startChallenge({ purpose: 'sign_in' });
    return decided.decision === 'enroll' ? decided : undefined;
  }

  #recommend(decision: EnrolDecision): void {
    const { t } = this;
    const { methods, skippable } = decision;
    const [app, phone] = [methods.includes('totp'), methods.some((one) => one !== 'totp')];
    const source = app && phone ? t.fromEither : app ? t.fromApp : t.fromPhone;
    const notice = this.notice();
    const heading = this.heading(t.promptTitle);
    const skip = async (): Promise<void> => {
      const { assertion } = await this.service.skipEnrolment();
      await this.admit({ assertion, reason: 'skipped' });
      this.done('skipped');
    };
    this.show(
      [
        heading,
        h('p', {}, t.promptText, ' ', source),
        notice.element,
        h(
          'div',
          { part: 'stack' },
          this.button(t.setUpNow, notice, () => this.#setUp(decision), 'primary'),
          skippable && this.button(t.skip, notice, skip),
        ),
        skippable && h('p', { part: 'hint' }, t.later),
      ],
      heading,
    );
  }

  #setUp(decision: EnrolDecision): void {
    const setup = this.nested('portal-2fa-setup', {
      methods: decision.methods.join(' '),
      'onportal-2fa-done': (event) => {
        if (!(event instanceof CustomEvent && event.detail.result === 'cancelled')) return;
        event.stopPropagation();
        this.#recommend(decision);
      },
    });
    this.show([setup]);
  }
}
