/** How Lambda delivers a batch of stream records: retries, bisecting, partial failures, and giving up. */

/** What became of one attempt. */
export type Attempt =
  | { readonly kind: 'done' }
  /** The function answered with the first record that failed (`ReportBatchItemFailures`). */
  | { readonly kind: 'partial'; readonly firstFailed: number }
  | { readonly kind: 'failed' };

export interface BatchPolicy {
  /** Infinity for -1, as Lambda has it by default. */
  readonly maxRetries: number;
  readonly bisect: boolean;
}

export interface BatchPorts<Item> {
  /** Hands records to the function, in order. */
  readonly attempt: (items: readonly Item[]) => Promise<Attempt>;
  /** Takes records that were given up on; `attempts` says how often they were tried. */
  readonly giveUp: (items: readonly Item[], attempts: number) => Promise<void>;
  /** Waits before the next attempt; false ends all work at once, nothing more is delivered or given up. */
  readonly pause: (attempts: number) => Promise<boolean>;
}

/**
 * Delivers records in order. After a failure it splits the batch, where it may, until the record at fault is alone;
 * splitting costs no retry, so the retries are spent on that record and not on its neighbours.
 * Resolves to false where `pause` ended the work.
 */
export async function deliverBatch<Item>(
  items: readonly Item[],
  policy: BatchPolicy,
  ports: BatchPorts<Item>,
): Promise<boolean> {
  let rest = items;
  let attempts = 0;
  while (rest.length > 0) {
    const result = await ports.attempt(rest);
    attempts += 1;
    if (result.kind === 'done') return true;
    if (result.kind === 'partial' && result.firstFailed > 0) {
      // What came before the failure is done; the count starts anew for what is left.
      rest = rest.slice(result.firstFailed);
      attempts = 0;
    } else if (policy.bisect && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2);
      const first = await deliverBatch(rest.slice(0, middle), policy, ports);
      return first && deliverBatch(rest.slice(middle), policy, ports);
    } else if (attempts > policy.maxRetries) {
      await ports.giveUp(rest, attempts);
      return true;
    }
    if (!(await ports.pause(attempts))) return false;
  }
  return true;
}
