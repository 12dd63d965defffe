/** An element that changes the second factor: a change first takes a proof of the factor in force. */

import { ProblemError } from '../../../client/src/problem.ts';
import type { CallOptions } from '../../../client/src/request.ts';
import type { Client } from '../service.ts';
import { Portal2faElement } from './base.ts';
import { h, newId } from './dom.ts';
import { AssertionEvent } from './events.ts';
import { NothingToTell } from './problem.ts';

/** A proof is good for five minutes; a little less leaves time for the call that uses it. */
const PROOF_LIFETIME_MS = 4.5 * 60_000;

/** The last proof of each customer, for the calls that follow, from whichever element. */
const proofs = new WeakMap<Client, { readonly assertion: string; readonly until: number }>();

export abstract class ChangingElement extends Portal2faElement {
  /** Runs `call`, and asks for a proof only if the service says so. Throws `NothingToTell` if the customer gives none. */
  protected async withStepUp<T>(call: (options: CallOptions) => Promise<T>): Promise<T> {
    const proof = proofs.get(this.service);
    try {
      return await call(proof && proof.until > Date.now() ? { assertion: proof.assertion } : {});
    } catch (problem) {
      if (!(problem instanceof ProblemError && problem.code === 'step_up_required')) throw problem;
      const assertion = await this.#askForProof();
      proofs.set(this.service, { assertion, until: Date.now() + PROOF_LIFETIME_MS });
      return call({ assertion });
    }
  }

  /** Forgets the proof: after a change of the factor it proves nothing any more. */
  protected forgetProof(): void {
    proofs.delete(this.service);
  }

  /**
   * In place of the view, which comes back afterwards: so nothing is behind it to get lost in, and whatever else is on
   * the page stays in reach.
   */
  #askForProof(): Promise<string> {
    return new Promise((resolve, reject) => {
      const before = this.view;
      const opener = document.activeElement;
      const id = newId();
      const finish = (settle: () => void): void => {
        this.show(before);
        if (opener instanceof HTMLElement) opener.focus();
        this.ariaBusy = 'true';
        settle();
      };
      const cancel = (): void => finish(() => reject(new NothingToTell()));
      const challenge = this.nested('portal-2fa-challenge', {
        purpose: 'step_up',
        untitled: true,
        'onportal-2fa-assertion': (event) => {
          event.stopPropagation();
          if (event instanceof AssertionEvent) finish(() => resolve(event.detail.assertion));
        },
        'onportal-2fa-done': (event) => event.stopPropagation(),
      });
      this.ariaBusy = null;
      const title = this.heading(this.t.proveTitle, id);
      const dialog = h(
        'section',
        {
          role: 'dialog',
          'aria-labelledby': id,
          onkeydown: (event) => event instanceof KeyboardEvent && event.key === 'Escape' && cancel(),
        },
        title,
        h('p', {}, this.t.proveReason),
        challenge,
        h('button', { type: 'button', part: 'link', onclick: cancel }, this.t.cancel),
      );
      // Inside from the start, so that Escape works before the challenge is there.
      this.show([dialog], title);
    });
  }
}
