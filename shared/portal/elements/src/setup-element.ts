/** `<portal-2fa-setup>`: sets a second factor up, or another one in its place: choose, prove, save the backup codes. */

import type { BackupCodes, Enabled, Method, TotpEnrollment } from '../../client/src/models.ts';
import { backupCodesView } from './element/backup-codes.ts';
import { ChangingElement } from './element/changing.ts';
import { h, newId } from './element/dom.ts';
import type { Panel } from './element/panel.ts';
import { phonePanel } from './element/phone-panel.ts';
import { NothingToTell } from './element/problem.ts';
import type { Channel } from './element/send.ts';
import { addStyle } from './element/style.ts';
import { totpPanel } from './element/totp-panel.ts';
import { partsInUse } from './parts.ts';

export type Option = 'totp' | Channel;

export class SetupElement extends ChangingElement {
  #release = (): void => undefined;
  #stopPanel = (): void => undefined;

  /** What the operator offers; default all. */
  get methods(): readonly Option[] {
    const offered = this.getAttribute('methods')?.split(/[\s,]+/);
    return (['totp', 'sms', 'call'] as const).filter((one) => !offered || offered.includes(one));
  }

  protected override async begin(): Promise<void> {
    const wanted = this.getAttribute('start');
    const kinds = this.#kinds();
    const kind = kinds.find((one) => one === wanted) ?? kinds.find((one) => one === 'totp') ?? kinds[0];
    if (kind) await this.#choose(kind);
  }

  protected override stop(): void {
    this.#release();
    this.#stopPanel();
  }

  #kinds(): readonly Method[] {
    return (['phone', 'totp'] as const).filter((kind) =>
      this.methods.some((option) => (kind === 'totp') === (option === 'totp')),
    );
  }

  /** The tabs and the panel of one kind. */
  async #choose(kind: Method, focusTab = false): Promise<void> {
    this.#stopPanel();
    const id = newId();
    const notice = this.notice();
    const panel = h('div', {
      part: 'panel',
      role: 'tabpanel',
      id: `${id}-panel`,
      'aria-labelledby': `${id}-${kind}`,
    });
    const channels = this.methods.filter((option) => option !== 'totp');
    const short = { phone: `2FA ${channels.map((one) => this.t[one]).join('/')}`, totp: 'TOTP' };
    const plain = { phone: this.t.phoneTab, totp: this.t.appTab };
    const kinds = this.#kinds();
    const tabs = kinds.map((one) =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `${id}-${one}`,
          'aria-selected': String(one === kind),
          'aria-controls': `${id}-panel`,
          tabindex: one === kind ? 0 : -1,
          onclick: (event) =>
            one !== kind &&
            this.run(notice, () => this.#choose(one, true), event.currentTarget as HTMLElement),
          onkeydown: (event) => {
            if (!(event instanceof KeyboardEvent) || !/^Arrow(Left|Right)$/.test(event.key)) return;
            tabs[(kinds.indexOf(one) + 1) % kinds.length]?.click();
          },
        },
        h('span', {}, plain[one]),
        h('small', {}, short[one]),
      ),
    );
    const tablist = kinds.length > 1 && h('div', { role: 'tablist', part: 'tabs' }, tabs);
    const back = h(
      'button',
      { type: 'button', part: 'link', onclick: () => this.done('cancelled') },
      this.t.notNow,
    );
    const heading = this.heading(kinds.length > 1 ? this.t.setupTitle : plain[kind]);
    const showPanel = (nodes: readonly HTMLElement[]): void => panel.replaceChildren(...nodes);
    const ways = h('div', { part: 'actions' }, back, this.supportLink());
    const view = [heading, tablist, panel, notice.element, ways];

    const common = {
      words: this.words,
      notice: () => this.notice(),
      run: this.run.bind(this),
      onConfirm: (enabled: Enabled) => this.#enabled(enabled),
    };
    if (kind === 'phone') {
      const { nodes } = phonePanel({
        ...common,
        countries: await partsInUse().countries(),
        channels,
        preferApp: this.methods.includes('totp'),
        send: (phoneNumber, channel) =>
          this.withStepUp((proof) =>
            this.service.startPhone({ phoneNumber, channel, locale: this.locale }, proof),
          ),
        confirm: (code) => this.service.confirmPhone({ code }),
      });
      showPanel(nodes);
    } else {
      const started = await this.withStepUp((proof) => this.service.startTotp(proof)).catch(
        (error: unknown) => {
          if (error instanceof NothingToTell) this.done('cancelled');
          throw error;
        },
      );
      this.#showTotp(started, common, showPanel);
    }
    this.show(view, focusTab ? tabs[kinds.indexOf(kind)] : heading);
  }

  #showTotp(
    enrolment: TotpEnrollment,
    common: Omit<Panel, 'confirm'>,
    showPanel: (nodes: readonly HTMLElement[]) => void,
  ): void {
    const notice = this.notice();
    const expired = (): void => {
      this.#stopPanel();
      const again = this.button(this.t.restart, notice, () => this.#choose('totp'), 'primary');
      showPanel([
        h('p', { part: 'warning', role: 'alert' }, this.t.expired),
        notice.element,
        h('div', { part: 'actions' }, again),
      ]);
      again.focus();
    };
    const { nodes, stop } = totpPanel({
      ...common,
      enrolment,
      confirm: (code) => this.service.confirmTotp({ code }),
      onExpired: expired,
    });
    this.#stopPanel = stop;
    showPanel(nodes);
  }

  /** Admits as soon as the factor is on: the backup codes may be on the screen longer than an assertion lives. */
  async #enabled({ assertion, backupCodes }: Enabled): Promise<void> {
    this.#stopPanel();
    this.forgetProof();
    await this.admit({ assertion, reason: 'enrollment' });
    if (backupCodes) this.#showCodes(backupCodes);
    else this.done('changed');
  }

  #showCodes(codes: BackupCodes): void {
    const heading = this.heading(this.t.saveTitle);
    const { nodes, release } = backupCodesView({
      words: this.words,
      codes,
      heading,
      success: this.t.isOn,
      brand: this.getAttribute('brand') ?? location.hostname,
      account: this.getAttribute('account') ?? undefined,
      onDone: () => this.done('enabled'),
    });
    this.#release = release;
    this.show([...nodes], heading);
  }
}

addStyle(`
[data-part=tabs] { display: flex; gap: .5rem; border-block-end: 1px solid var(--_line) }
[data-part=root] [role=tab] { flex: 1; display: grid; gap: .1rem; justify-items: start; text-align: start; border: 0; border-radius: var(--_radius) var(--_radius) 0 0; border-block-end: 3px solid transparent; background: none }
[data-part=root] [role=tab][aria-selected=true] { border-block-end-color: var(--_accent) }
[data-part=root] small { color: var(--_muted); font-weight: 400 }
[data-part=panel] { display: flex; flex-direction: column; gap: var(--_gap) }
[data-part=root] [data-part=steps] { display: grid; gap: 1.25rem; padding-inline-start: 1.25rem }
[data-part=steps] > li { padding-inline-start: .35rem }
[data-part=steps] > li > * + * { margin-block-start: .6rem }
[data-part=steps] summary { color: var(--_accent); cursor: pointer; padding-block: .5rem }
[data-part=qr] { display: block; width: 12rem; height: 12rem; padding: .5rem; background: #fff; border: 1px solid var(--_line); border-radius: var(--_radius); image-rendering: pixelated }
[data-part=secret] { padding: .6rem .75rem; background: var(--_sunken); border-radius: var(--_radius); overflow-wrap: anywhere }
[data-part=tag] { padding: .1rem .55rem; border-radius: 99px; font-size: .8rem; font-weight: 600; background: var(--_good-surface); color: var(--_good) }
`);
