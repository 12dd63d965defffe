/** Faults of AWS calls: before the service is reached, or when it has done what was asked. */

import { createFaultInjector } from '../../local/emulator/aws/faults.ts';
import { ControlError, type Fault } from '../../local/emulator/boundary.ts';

const PUT = 'dynamodb:PutItem';
const here = new AbortController().signal;

const service = (status = 200) => {
  let done = 0;
  const call = async () => {
    done += 1;
    return { status, body: 'answer' };
  };
  return { call, done: () => done };
};

const injectorWith = (fault: Fault) => {
  const injector = createFaultInjector(() => [PUT, 'kms:Sign']);
  injector.set({ [PUT]: fault });
  return injector;
};

test('a fault keeps the call from the service, as often as it was asked for', async () => {
  const injector = injectorWith({ error: 'Throttling', times: 1 });
  const { call, done } = service();

  await expect(injector.around(PUT, here, call)).rejects.toMatchObject({ code: 'Throttling', status: 400 });
  expect(done()).toBe(0);

  expect(await injector.around(PUT, here, call)).toMatchObject({ body: 'answer' });
});

test('a fault after the call loses the answer of what was done', async () => {
  const injector = injectorWith({ error: 'InternalServerError', after: true, times: 1 });
  const { call, done } = service();

  await expect(injector.around(PUT, here, call)).rejects.toMatchObject({ status: 500 });
  expect(done()).toBe(1);

  expect(await injector.around(PUT, here, call)).toMatchObject({ body: 'answer' });
});

test('what the service refuses has not landed, so the fault waits for a call that does', async () => {
  const injector = injectorWith({ error: 'InternalServerError', after: true, times: 1 });

  expect(await injector.around(PUT, here, service(400).call)).toMatchObject({ status: 400 });
  await expect(injector.around(PUT, here, service().call)).rejects.toMatchObject({ status: 500 });
});

test('a delay holds the answer back, and a caller who has gone does not wait for it', async () => {
  const injector = injectorWith({ delayMs: 60_000, after: true });
  const { call, done } = service();
  const caller = new AbortController();

  const answer = injector.around(PUT, caller.signal, call);
  caller.abort();

  await expect(answer).rejects.toMatchObject({ code: 'RequestAborted' });
  expect(done()).toBe(1);
});

test('other calls are left alone', async () => {
  const injector = injectorWith({ error: 'Throttling' });

  expect(await injector.around('kms:Sign', here, service().call)).toMatchObject({ status: 200 });
});

test.each(['dynamodb:PutItems', 'dynamodb', ''])(
  'the call %j, which nobody knows, is refused with those that are known, and the faults stay',
  async (call) => {
    const injector = injectorWith({ error: 'Throttling' });

    const setting = () => injector.set({ 'kms:Sign': { error: 'X' }, [call]: { error: 'X' } });

    expect(setting).toThrow(ControlError);
    expect(setting).toThrow(new RegExp(`^${call} is no call .*dynamodb:PutItem, kms:Sign`));
    expect(await injector.around('kms:Sign', here, service().call)).toMatchObject({ status: 200 });
    await expect(injector.around(PUT, here, service().call)).rejects.toMatchObject({ code: 'Throttling' });
  },
);
