/** What the elements tell the portal. All of it bubbles. */

export interface AssertionDetail {
  /** The service's signed statement; the portal's backend admits on nothing else. */
  readonly assertion: string;
  /** What it is for, as far as the page needs to know; the backend reads the assertion itself. */
  readonly reason: 'sign_in' | 'step_up' | 'enrollment' | 'skipped' | 'exempt';
}

/**
 * `portal-2fa-assertion`: here is an assertion, take it to the backend. Whoever listens hands its promise to
 * `waitUntil`; the element stays busy until it is settled. A promise that is rejected, or gives a `Response` that is
 * not `ok`, is a refusal, which the element shows: in the words of `detail` where the error, or the problem in the
 * response, has such a text for the customer, and otherwise in its own.
 */
export class AssertionEvent extends CustomEvent<AssertionDetail> {
  readonly #promises: Promise<unknown>[] = [];

  constructor(detail: AssertionDetail) {
    super('portal-2fa-assertion', { detail, bubbles: true });
  }

  waitUntil(promise: Promise<unknown>): void {
    this.#promises.push(promise);
  }

  /** Resolves once the portal has admitted. Throws a `Refusal`. */
  async admitted(): Promise<void> {
    for (const outcome of await Promise.allSettled(this.#promises)) {
      if (outcome.status === 'rejected') throw refusalOf(outcome.reason);
      const { value } = outcome;
      if (value instanceof Response && !value.ok) {
        throw refusalOf({ ...(await value.json().catch(() => ({}))), status: value.status });
      }
    }
  }
}

/** The portal's backend did not admit. */
export class Refusal extends Error {
  /** Whether the same assertion may do better in a moment: the backend failed, or was not reached. */
  readonly passing: boolean;
  /** What the portal has to say about it to the customer. */
  readonly detail: string | undefined;

  constructor(passing: boolean, detail: string | undefined) {
    super('not admitted');
    this.passing = passing;
    this.detail = detail;
  }
}

const refusalOf = (reason: unknown): Refusal => {
  const { status, detail } = Object(reason);
  const answered = typeof status === 'number' && status > 0 && status < 500;
  return new Refusal(!answered, typeof detail === 'string' ? detail : undefined);
};
