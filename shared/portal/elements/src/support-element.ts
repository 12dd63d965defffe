/** `<portal-2fa-support>`: what to do without the phone or the app, and what support does; before anything goes wrong. */

import { Portal2faElement } from './element/base.ts';
import { h } from './element/dom.ts';

export class SupportElement extends Portal2faElement {
  /** Nothing of it is the customer's own, so it needs no token. */
  protected override get needsToken(): boolean {
    return false;
  }

  protected override async begin(): Promise<void> {
    const { t } = this;
    this.show([
      this.heading(t.supportTitle),
      h(
        'ul',
        { part: 'list' },
        [t.supportLost, t.supportNone, t.supportNever].map((text) => h('li', {}, text)),
      ),
      this.supportLink(),
    ]);
  }
}
