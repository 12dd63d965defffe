/** `<portal-2fa-security>`: what protects the account now, and how to change it. */

import type { Method, Status } from '../../client/src/models.ts';
import { showActivity } from './element/activity.ts';
import { backupCodesView } from './element/backup-codes.ts';
import { ChangingElement } from './element/changing.ts';
import { fill, h, newId } from './element/dom.ts';
import type { Notice } from './element/notice.ts';
import { addStyle } from './element/style.ts';

/** Backup codes left at which the customer is told to make new ones. */
const FEW_CODES = 2;

export class SecurityElement extends ChangingElement {
  #release = (): void => undefined;

  protected override async begin(): Promise<void> {
    await this.#load();
  }

  protected override stop(): void {
    this.#release();
  }

  async #load(success?: string): Promise<void> {
    this.#showStatus(await this.service.getStatus(), success);
  }

  #showStatus(status: Status, success: string | undefined): void {
    const { t } = this;
    const notice = this.notice();
    const { backupCodes } = status;
    const sso = this.hasAttribute('sso');
    this.show([
      success !== undefined && h('p', { part: 'good', role: 'status' }, success),
      this.#switch(status, notice),
      sso && h('p', { part: 'warning' }, t.sso),
      !status.enabled && h('p', {}, t.offText),
      status.enabled && this.#rows(status, notice),
      backupCodes !== null && backupCodes.remaining <= FEW_CODES && h('p', { part: 'warning' }, t.fewCodes),
      status.enabled && !status.canDisable && h('p', { part: 'hint' }, t.cannotTurnOff),
      notice.element,
      showActivity({
        words: this.words,
        notice: this.notice(),
        run: this.run.bind(this),
        read: (cursor) => this.service.listEvents(cursor),
      }),
    ]);
  }

  #switch({ enabled, canDisable }: Status, notice: Notice): HTMLElement {
    const { t } = this;
    const id = newId();
    const fixed = enabled && !canDisable;
    const change = enabled ? () => this.#turnOff() : () => this.#setUp();
    const button: HTMLButtonElement = h(
      'button',
      {
        type: 'button',
        role: 'switch',
        part: 'switch',
        'aria-checked': String(enabled),
        'aria-labelledby': id,
        disabled: fixed,
        onclick: () => this.run(notice, async () => change(), button),
      },
      h('span', { part: 'knob' }),
    );
    return h(
      'div',
      { part: 'status' },
      h('span', { id, part: 'status-name' }, t.twoFactor),
      h('span', { part: 'status-text' }, enabled ? t.on : t.off),
      button,
    );
  }

  #date(time: string | null): string {
    return time === null
      ? ''
      : new Intl.DateTimeFormat(this.words.tag, { dateStyle: 'long' }).format(new Date(time));
  }

  #rows({ method, phone, enabledAt, backupCodes }: Status, notice: Notice): HTMLElement {
    const { t } = this;
    const names = { totp: t.appTab, phone: t.phoneTab };
    const offered = (this.getAttribute('methods') ?? 'totp sms call').split(/[\s,]+/);
    const isOffered = { totp: offered.includes('totp'), phone: offered.some((one) => one !== 'totp') };
    const setUp = (label: string, start: Method): HTMLElement =>
      this.button(label, notice, () => this.#setUp(start));
    const row = (
      term: string,
      value: readonly (Node | string)[],
      small: readonly (Node | string)[],
      actions: readonly (HTMLElement | false)[],
    ) =>
      h(
        'div',
        { part: 'row' },
        h('dt', {}, term),
        h('dd', {}, value, h('small', {}, small)),
        h('dd', { part: 'actions' }, actions),
      );
    const other = method === 'totp' ? 'phone' : 'totp';
    return h(
      'dl',
      { part: 'rows' },
      method !== null &&
        row(t.method, [names[method]], fill(t.since, { date: this.#date(enabledAt) }), [
          isOffered[method] && setUp(method === 'totp' ? t.replaceDevice : t.changeNumber, method),
          isOffered[other] && setUp(t.switchTo.replace('{method}', names[other]), other),
        ]),
      phone !== null && row(t.phoneNumber, [h('bdi', {}, phone.number)], [], []),
      backupCodes !== null &&
        row(
          t.backupCodes,
          fill(t.ofLeft, { n: backupCodes.remaining }),
          fill(t.made, { date: this.#date(backupCodes.generatedAt) }),
          [this.button(t.replaceCodes, notice, () => this.#replaceCodes())],
        ),
    );
  }

  #setUp(start?: Method): void {
    const setup = this.nested('portal-2fa-setup', {
      start,
      'onportal-2fa-done': (event) => {
        event.stopPropagation();
        const { result } = event instanceof CustomEvent ? event.detail : { result: '' };
        const success =
          result === 'enabled' ? this.t.isOn : result === 'changed' ? this.t.isChanged : undefined;
        void this.run(this.notice(), () => this.#load(success));
      },
    });
    this.show([setup]);
  }

  async #replaceCodes(): Promise<void> {
    const { backupCodes: codes } = await this.withStepUp((proof) => this.service.replaceBackupCodes(proof));
    const heading = this.heading(this.t.saveTitle);
    const { nodes, release } = backupCodesView({
      words: this.words,
      codes,
      heading,
      success: undefined,
      brand: this.getAttribute('brand') ?? location.hostname,
      account: this.getAttribute('account') ?? undefined,
      onDone: () => void this.run(this.notice(), () => this.#load()),
    });
    this.#release = release;
    this.show([...nodes], heading);
  }

  async #turnOff(): Promise<void> {
    await this.withStepUp((proof) => this.service.turnOff(proof));
    this.forgetProof();
    await this.#load(this.t.isOff);
  }
}

addStyle(`
[data-part=status] { display: grid; grid-template-columns: 1fr auto auto; gap: .25rem 1rem; align-items: center }
[data-part=status-name] { font-weight: 600; font-size: 1.1rem }
[data-part=root] [data-part=switch] { position: relative; width: 3.5rem; min-height: 2rem; padding: 0; border: 2px solid var(--_line); border-radius: 99px; background: var(--_sunken) }
[data-part=switch] [data-part=knob] { position: absolute; inset-block: .2rem; inset-inline-start: .2rem; width: 1.35rem; border-radius: 50%; background: var(--_line) }
[data-part=root] [data-part=switch][aria-checked=true] { background: var(--_accent); border-color: var(--_accent); opacity: 1 }
[data-part=switch][aria-checked=true] [data-part=knob] { inset-inline-start: auto; inset-inline-end: .2rem; background: var(--_on-accent) }
[data-part=row] { display: flex; flex-wrap: wrap; gap: .6rem 1.5rem; align-items: center; justify-content: space-between; padding-block: 1rem; border-block-start: 1px solid var(--_line) }
[data-part=row] dt { font-weight: 600; flex: 0 0 9rem }
[data-part=row] dd { min-width: 0 }
[data-part=row] dd:nth-of-type(1) { flex: 1 1 10rem }
[data-part=root] dd small { display: block }
[data-part=root] [data-part~=list] { display: grid; gap: .6rem; padding-inline-start: 1.25rem }
[data-part=root] summary { cursor: pointer; font-weight: 600; padding-block: .5rem }
[data-part=event] { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem }
`);
