/** What every element is: connected to the service, in a language, busy with one thing at a time. */

import type { Messages } from '../parts/languages/en.ts';
import { type AccessToken, type Client, createClient } from '../service.ts';
import { type OwnMessages, type Words, wordsFor } from '../words.ts';
import { type Attributes, fill, h } from './dom.ts';
import { type AssertionDetail, AssertionEvent, Refusal } from './events.ts';
import { createNotice, type Notice } from './notice.ts';
import { NothingToTell } from './problem.ts';
import { adoptStyle } from './style.ts';

/** Where this module was loaded from, if it was from the service itself: then that is where the service is. */
const servedFrom = /^(.+)\/elements\.js(?:\?|$)/.exec(import.meta.url)?.[1];

export abstract class Portal2faElement extends HTMLElement {
  /** The portal's own words, in place of the element's. Set before the element is on the page. */
  declare messages?: OwnMessages;
  #accessToken: AccessToken | undefined;
  #client: Client | undefined;
  #words: Words | undefined;
  #root: HTMLElement | undefined;
  #started = false;
  #busy = false;

  /** Where the service is. Default: where this module came from. */
  get apiUrl(): string {
    return this.getAttribute('api-url') ?? servedFrom ?? '';
  }

  /** Gives the customer's access token. A property alone: an attribute would show the token to whoever reads the page. */
  get accessToken(): AccessToken | undefined {
    return this.#accessToken;
  }

  set accessToken(value: AccessToken | undefined) {
    this.#accessToken = value;
    this.#startIfReady();
  }

  /** In place of `apiUrl` and `accessToken`: a client that the portal has already. */
  get client(): Client | undefined {
    const accessToken = this.#accessToken;
    if (this.#client || !accessToken) return this.#client;
    this.#client = createClient({ apiUrl: this.apiUrl, accessToken });
    return this.#client;
  }

  set client(value: Client | undefined) {
    this.#client = value;
    this.#startIfReady();
  }

  connectedCallback(): void {
    adoptStyle();
    // What was set before the element was defined is a property of its own, which hides ours.
    for (const name of ['accessToken', 'client'] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = this[name];
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    this.#startIfReady();
  }

  disconnectedCallback(): void {
    this.#started = false;
    this.stop();
  }

  /** Starts anew, e.g. for another customer. */
  restart(): void {
    this.#started = false;
    this.#startIfReady();
  }

  /** Shows the first view. A problem that it throws is told with an offer to try again. */
  protected abstract begin(): Promise<void>;

  /** Whether it waits for the portal to give a token or a client. */
  protected get needsToken(): boolean {
    return true;
  }

  /** Ends what would go on without the element: timers, listeners of the window. */
  protected stop(): void {}

  protected get words(): Words {
    if (!this.#words) throw new Error('There are no words yet.');
    return this.#words;
  }

  protected get t(): Messages {
    return this.words.messages;
  }

  protected get service(): Client {
    const { client } = this;
    if (!client) throw new Error(`${this.localName} has no accessToken.`);
    return client;
  }

  /** The language to send texts and place calls in: the page's. */
  protected get locale(): string {
    return this.words.tag;
  }

  protected notice(): Notice {
    return createNotice(this.words);
  }

  /** Where customers find a person: an address or a mailto. */
  protected get supportUrl(): string | undefined {
    const url = this.getAttribute('support-url') ?? '';
    return /^(https?:|mailto:|\/)/.test(url) ? url : undefined;
  }

  protected supportLink(): HTMLElement | undefined {
    const href = this.supportUrl;
    return href === undefined ? undefined : h('a', { href }, this.t.support);
  }

  /** A heading; the portal says at which level its page is. */
  protected heading(text: string, id?: string): HTMLElement {
    const level = Number(this.getAttribute('heading-level') ?? 2);
    return h(`h${level >= 1 && level <= 6 ? level : 2}` as 'h2', { part: 'title', tabindex: -1, id }, text);
  }

  protected sentence(
    text: string,
    values: Readonly<Record<string, string | number>> = {},
    part?: string,
  ): HTMLElement {
    return h('p', { part }, fill(text, values));
  }

  /**
   * Shows a view in place of the current one.
   * @param focus what to move the focus to, so that a keyboard or a screen reader starts where the eye does.
   */
  protected show(view: readonly (Node | string | undefined | false)[], focus?: HTMLElement): void {
    const { tag, rightToLeft } = this.words;
    this.#root ??= h('div', { part: 'root' });
    this.#root.lang = tag;
    this.#root.dir = rightToLeft ? 'rtl' : 'ltr';
    this.#root.replaceChildren(...view.filter((node) => node !== undefined && node !== false));
    if (this.#root.parentNode !== this) this.replaceChildren(this.#root);
    focus?.focus();
  }

  /** What is shown now. */
  protected get view(): readonly ChildNode[] {
    return [...(this.#root?.childNodes ?? [])];
  }

  /** Runs `work` with the button busy, unless something else is going on; problems go to the notice. */
  protected async run(notice: Notice, work: () => Promise<unknown>, button?: HTMLElement): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.ariaBusy = 'true';
    if (button) button.ariaBusy = 'true';
    notice.clear();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof NothingToTell)) notice.tell(error);
    } finally {
      this.#busy = false;
      this.ariaBusy = null;
      if (button) button.ariaBusy = null;
    }
  }

  protected button(label: string, notice: Notice, work: () => unknown, part?: string): HTMLButtonElement {
    const button: HTMLButtonElement = h(
      'button',
      { type: 'button', part, onclick: () => this.run(notice, async () => work(), button) },
      label,
    );
    return button;
  }

  /** Hands an assertion to the portal and waits until its backend has admitted, with another try where that may help. */
  protected async admit(detail: AssertionDetail): Promise<void> {
    for (;;) {
      const event = new AssertionEvent(detail);
      this.dispatchEvent(event);
      try {
        return await event.admitted();
      } catch (error) {
        if (!(error instanceof Refusal && error.passing)) throw error;
        await this.askForAnotherTry(error);
      }
    }
  }

  /** Tells of a problem in a view of its own; resolves when the customer wants to try again. */
  protected askForAnotherTry(error: unknown, label = this.t.again): Promise<void> {
    return new Promise((resolve) => {
      const notice = this.notice();
      const again = h(
        'button',
        {
          type: 'button',
          part: 'primary',
          onclick: () => {
            this.showLoading();
            resolve();
          },
        },
        label,
      );
      this.show([notice.element, again], again);
      notice.tell(error);
    });
  }

  /** Another element inside this one, with all that the portal has told this one. */
  protected nested(name: string, attributes: Attributes, properties: object = {}): HTMLElement {
    const told = ['api-url', 'heading-level', 'support-url', 'account', 'brand', 'methods'].map((own) => [
      own,
      this.getAttribute(own) ?? undefined,
    ]);
    const element = h(name as 'div', { ...Object.fromEntries(told), ...attributes });
    return Object.assign(element, { client: this.service, messages: this.messages }, properties);
  }

  /** Through with it: `portal-2fa-done`, with what was done. */
  protected done(result: string): void {
    this.dispatchEvent(new CustomEvent('portal-2fa-done', { detail: { result }, bubbles: true }));
  }

  protected showLoading(): void {
    this.show([h('p', { part: 'loading', role: 'status' }, this.t.loading)]);
  }

  #startIfReady(): void {
    if (this.#started || !this.isConnected) return;
    if (this.needsToken && !this.#accessToken && !this.#client) return;
    this.#started = true;
    void this.#start();
  }

  async #start(): Promise<void> {
    const lang = this.closest<HTMLElement>('[lang]')?.lang || navigator.language;
    while (!this.#words) {
      this.#words = await wordsFor(lang, this.messages).catch(() => undefined);
      if (!this.#words) await this.#waitForWords();
    }
    while (this.isConnected) {
      this.showLoading();
      try {
        return await this.begin();
      } catch (error) {
        if (error instanceof NothingToTell) return;
        await this.askForAnotherTry(error);
      }
    }
  }

  /** Nothing was reached, so there are no words in the customer's language. */
  #waitForWords(): Promise<void> {
    return new Promise((resolve) => {
      this.replaceChildren(h('button', { type: 'button', onclick: () => resolve() }, 'Try again'));
    });
  }
}
