/**
 * One account that calls hundreds of times at once: nobody else notices, and every answer is the contract's.
 *
 * How fast a machine answers says nothing about the service: hundreds of requests at once keep its processors busy,
 * whosever they are. So what is held here is what the service does with them, beside the same burst spread over as many
 * accounts, which is the same work without contention. The times are printed; those of simulated machines, on a clock
 * that nothing else moves, are judged in `unit/operations/busy-account.test.ts`.
 */

import { skipEnrolment } from '../../shared/contract/operations/skip-enrolment.ts';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { type Client, tally } from './support/client.ts';
import { enrolTotp, prove, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

/** The clock runs, as a request gives up after a time. */
const system = useLocalSystem({ stoppedClock: false });

const MOST = 750;
/** How many requests tell how fast the machine is. */
const SAMPLE = 150;
/** A burst is no larger than the machine can answer in this time: API Gateway waits for 30 seconds. */
const BURST_MS = 8000;
const OPERATIONS = [skipEnrolment, startTotp, startChallenge] as const;

const p95 = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.ceil(0.95 * times.length) - 1] ?? 0;

/** How long the functions themselves took, by the lines that they log. */
function functionMs(after: number): readonly number[] {
  const lines = system().logs().slice(after);
  return lines.flatMap((line) => /"durationMs":(\d+)/.exec(line)?.slice(1).map(Number) ?? []);
}

/** The operations in turn, all at once, beside ten sign-ins of somebody else, one after the other. */
async function burst(callers: readonly Client[]) {
  const bystander = await signIn(system());
  const { backupCodes } = await enrolTotp(system(), bystander);
  const callsBefore = system().awsCallCount();
  const linesBefore = system().logs().length;
  const start = performance.now();
  const answering = callers.map(async (caller, index) => {
    const operation = OPERATIONS[index % OPERATIONS.length] ?? startChallenge;
    const answer = await caller.call(operation, { body: {} });
    return { answer, ms: performance.now() - start };
  });
  const signInMs: number[] = [];
  for (const code of backupCodes) {
    const from = performance.now();
    await prove(bystander, code, { method: 'backup_code' });
    signInMs.push(performance.now() - from);
  }
  const answers = await Promise.all(answering);
  const writes = system()
    .awsCalls(callsBefore)
    .filter(
      ({ action, functionName }) => action === 'dynamodb:PutItem' && !/events|notices/.test(functionName),
    );
  return {
    outcomes: tally(answers.map(({ answer }) => answer)),
    slowestMs: Math.max(0, ...answers.map(({ ms }) => ms)),
    longestInFunctionMs: Math.max(0, ...functionMs(linesBefore)),
    signInP95Ms: p95(signInMs),
    writes: writes.length - backupCodes.length,
  };
}

test('hundreds of parallel requests of one account are answered or refused, in a few rounds each, and keep nobody else out', async () => {
  const names = ['skipenrolment', 'starttotp', 'startchallenge', 'verifychallenge'];
  await Promise.all(names.map((name) => system().warm(name, 8)));
  const many = await Promise.all(Array.from({ length: SAMPLE + MOST }, () => signIn(system())));
  const one = await signIn(system());

  const quiet = await burst([]);
  const sample = await burst(many.slice(0, SAMPLE));
  const size = Math.min(MOST, Math.floor((SAMPLE * BURST_MS) / sample.slowestMs));
  const spread = await burst(many.slice(SAMPLE, SAMPLE + size));
  const single = await burst(Array.from({ length: size }, () => one));

  process.stdout.write(`\n${JSON.stringify({ size, quiet, sample, spread, single })}\n`);
  // A machine at its end may cut one short, which is the contract's 503 as well.
  expect((spread.outcomes.ok ?? 0) + (spread.outcomes.unavailable ?? 0)).toBe(size);
  // Each answer was held against the contract: no 503 but its own, with the seconds to wait.
  const { ok = 0, too_many_requests = 0, unavailable = 0 } = single.outcomes;
  expect(ok + too_many_requests + unavailable).toBe(size);
  expect(ok).toBeGreaterThan(0);
  // Most requests lose a few rounds, and none comes near its most.
  expect(single.writes).toBeLessThan(8 * size);
}, 240_000);
