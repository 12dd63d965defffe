/** When a function's environments start, and which event each of them gets. */

import { setImmediate as settled } from 'node:timers/promises';
import type { Environment, Outcome } from '../../local/emulator/lambda/environment.ts';
import { createFunction, type LambdaFunction } from '../../local/emulator/lambda/function.ts';
import { createStartTurns, type StartTurns } from '../../local/emulator/lambda/start-turns.ts';

/** An environment whose start and answers the test decides. */
interface FakeEnvironment {
  readonly functionName: string;
  /** The event that it is at work on. */
  event: string | undefined;
  start(): Promise<void>;
  failToStart(): Promise<void>;
  answer(): Promise<void>;
}

function createFakes() {
  const all: FakeEnvironment[] = [];

  const startFake = (functionName: string): Environment => {
    const started = Promise.withResolvers<void>();
    let alive = true;
    let settle: ((outcome: Outcome) => void) | undefined;
    const fake: FakeEnvironment = {
      functionName,
      event: undefined,
      start: async () => {
        started.resolve();
        await settled();
      },
      failToStart: async () => {
        alive = false;
        await fake.start();
      },
      answer: async () => {
        settle?.({ kind: 'result', payload: fake.event ?? '' });
        await settled();
      },
    };
    all.push(fake);
    return {
      started: started.promise,
      alive: () => alive,
      kill: async () => void started.resolve(),
      invoke: ({ event }) => {
        if (!alive) {
          const error = { errorType: 'Init', errorMessage: 'failed to start', trace: [] };
          return Promise.resolve({ kind: 'error', error });
        }
        fake.event = event;
        return new Promise((resolve) => {
          settle = (outcome) => {
            fake.event = undefined;
            resolve(outcome);
          };
        });
      },
    };
  };

  const createFake = (name: string, turns: StartTurns, maxEnvironments = 16): LambdaFunction =>
    createFunction({
      logicalId: name,
      data: {
        functionName: name,
        functionArn: name,
        logGroupName: name,
        memoryMb: 128,
        moduleUrl: 'file:///none.mjs',
        handlerName: 'handler',
        clock: new SharedArrayBuffer(16),
      },
      env: {},
      timeoutMs: 1000,
      maxEnvironments,
      turns,
      startEnvironment: ({ data }) => startFake(data.functionName),
      log: () => undefined,
    });

  return { all, createFake, names: () => all.map(({ functionName }) => functionName) };
}

/** The nth environment that was started, from 0. */
function nth({ all }: { readonly all: readonly FakeEnvironment[] }, index: number): FakeEnvironment {
  const found = all[index];
  if (found === undefined) throw new Error(`only ${all.length} environments were started`);
  return found;
}

const invokeTimes = (fn: LambdaFunction, count: number): Promise<Outcome>[] =>
  Array.from({ length: count }, (_, index) => fn.invoke(`${fn.name}${index}`));

test('a burst over several functions starts no more environments at once than there are turns', async () => {
  const fakes = createFakes();
  const turns = createStartTurns(2);
  const functions = ['a', 'b', 'c'].map((name) => fakes.createFake(name, turns));

  for (const fn of functions) void invokeTimes(fn, 10);
  await settled();
  expect(fakes.all).toHaveLength(2);
  await nth(fakes, 0).start();

  expect(fakes.all).toHaveLength(3);
});

test('functions take turns, however many events one of them has', async () => {
  const fakes = createFakes();
  const turns = createStartTurns(1);
  const [busy, quiet] = [fakes.createFake('busy', turns), fakes.createFake('quiet', turns)];

  void invokeTimes(busy, 10);
  await settled();
  void invokeTimes(quiet, 1);
  await nth(fakes, 0).start();
  await nth(fakes, 1).start();

  // Its second stood in line already.
  expect(fakes.names()).toEqual(['busy', 'busy', 'quiet']);
});

test('an event that waits takes an environment that becomes free, and no other is started for it', async () => {
  const fakes = createFakes();
  const turns = createStartTurns(1);
  const [fn, other] = [fakes.createFake('fn', turns), fakes.createFake('other', turns)];
  const first = fn.invoke('first');
  await settled();
  await nth(fakes, 0).start();
  void other.invoke('holds the turn');
  await settled();
  void fn.invoke('second');
  await settled();

  await nth(fakes, 0).answer();
  await nth(fakes, 1).start();

  expect(await first).toEqual({ kind: 'result', payload: 'first' });
  expect(nth(fakes, 0).event).toBe('second');
  expect(fakes.names()).toEqual(['fn', 'other']);
});

test('an environment gets one event at a time', async () => {
  const fakes = createFakes();
  const fn = fakes.createFake('fn', createStartTurns(2), 1);
  const [first, second] = [fn.invoke('first'), fn.invoke('second')];
  await settled();
  await nth(fakes, 0).start();
  expect(nth(fakes, 0).event).toBe('first');

  await nth(fakes, 0).answer();
  await first;
  expect(nth(fakes, 0).event).toBe('second');
  await nth(fakes, 0).answer();

  expect(await second).toEqual({ kind: 'result', payload: 'second' });
  expect(fakes.all).toHaveLength(1);
});

test('a failed start answers the event that waited for it, gives its turn on, and makes room for another', async () => {
  const fakes = createFakes();
  const fn = fakes.createFake('fn', createStartTurns(1), 1);
  const [first] = invokeTimes(fn, 2);
  await settled();

  await nth(fakes, 0).failToStart();

  expect(await first).toMatchObject({ kind: 'error' });
  expect(fakes.all).toHaveLength(2);
  await nth(fakes, 1).start();
  expect(nth(fakes, 1).event).toBe('fn1');
});

test('warming starts as many as asked for, a few at a time, and no more than the maximum', async () => {
  const fakes = createFakes();
  const fn = fakes.createFake('fn', createStartTurns(2), 3);
  const warm = fn.warm(5);
  await settled();
  expect(fakes.all).toHaveLength(2);

  await nth(fakes, 0).start();
  await nth(fakes, 1).start();
  await nth(fakes, 2).start();
  await warm;

  expect(fakes.all).toHaveLength(3);
  void invokeTimes(fn, 3);
  await settled();
  expect(fakes.all.map(({ event }) => event)).not.toContain(undefined);
});

test('warming counts what has been started for events by the time its turn comes', async () => {
  const fakes = createFakes();
  const turns = createStartTurns(1);
  const [fn, other] = [fakes.createFake('fn', turns, 1), fakes.createFake('other', turns)];
  void other.invoke('holds the turn');
  await settled();
  void fn.invoke('event');
  const warm = fn.warm(1);

  await nth(fakes, 0).start();
  await nth(fakes, 1).start();
  await warm;

  expect(fakes.names()).toEqual(['other', 'fn']);
});

test('stopping answers those who wait for a turn, and starts nothing more', async () => {
  const fakes = createFakes();
  const turns = createStartTurns(1);
  const [fn, other] = [fakes.createFake('fn', turns), fakes.createFake('other', turns)];
  void other.invoke('holds the turn');
  await settled();
  const waiting = fn.invoke('waits');

  await fn.stop();
  await nth(fakes, 0).start();

  expect(await waiting).toMatchObject({ kind: 'error', error: { errorType: 'Stopped' } });
  expect(fakes.names()).toEqual(['other']);
});
