/** How a batch of stream records is delivered while some of it fails. */

import { type Attempt, type BatchPolicy, deliverBatch } from '../../local/emulator/streams/batch.ts';

/** Delivers 1 to 8 to a function that fails on some records, and notes every attempt. */
async function deliver(policy: BatchPolicy, fails: (batch: readonly number[]) => Attempt, pauses = 100) {
  const attempts: (readonly number[])[] = [];
  const givenUp: { readonly items: readonly number[]; readonly attempts: number }[] = [];
  let left = pauses;
  const completed = await deliverBatch([1, 2, 3, 4, 5, 6, 7, 8], policy, {
    attempt: async (batch) => {
      attempts.push(batch);
      return fails(batch);
    },
    giveUp: async (items, count) => void givenUp.push({ items, attempts: count }),
    pause: async () => {
      left -= 1;
      return left >= 0;
    },
  });
  return { attempts, givenUp, completed };
}

const failsOn =
  (poison: number) =>
  (batch: readonly number[]): Attempt => ({ kind: batch.includes(poison) ? 'failed' : 'done' });

test('bisects down to the record at fault, gives up on it alone, and delivers the rest in order', async () => {
  const { attempts, givenUp } = await deliver({ maxRetries: 2, bisect: true }, failsOn(3));

  expect(attempts).toEqual([
    [1, 2, 3, 4, 5, 6, 7, 8],
    [1, 2, 3, 4],
    [1, 2],
    [3, 4],
    [3],
    [3],
    [3],
    [4],
    [5, 6, 7, 8],
  ]);
  expect(givenUp).toEqual([{ items: [3], attempts: 3 }]);
});

test('gives up on the whole batch after its retries where it may not be split', async () => {
  const { attempts, givenUp } = await deliver({ maxRetries: 1, bisect: false }, failsOn(3));

  expect(attempts).toHaveLength(2);
  expect(givenUp).toEqual([{ items: [1, 2, 3, 4, 5, 6, 7, 8], attempts: 2 }]);
});

test('goes on from the first record that the function reported as failed', async () => {
  let failures = 0;
  const { attempts, givenUp } = await deliver({ maxRetries: 2, bisect: false }, (batch) => {
    failures += 1;
    return failures === 1 ? { kind: 'partial', firstFailed: batch.indexOf(6) } : { kind: 'done' };
  });

  expect(attempts).toEqual([
    [1, 2, 3, 4, 5, 6, 7, 8],
    [6, 7, 8],
  ]);
  expect(givenUp).toEqual([]);
});

test('neither delivers nor gives up anything once it is stopped', async () => {
  const policy = { maxRetries: Number.POSITIVE_INFINITY, bisect: true };
  const { completed, givenUp, attempts } = await deliver(policy, failsOn(1), 3);

  expect(completed).toBe(false);
  expect(givenUp).toEqual([]);
  expect(attempts.at(-1)).toEqual([1]);
});
