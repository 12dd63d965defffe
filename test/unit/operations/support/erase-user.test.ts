/** Erasing a user: the record is emptied before the trail goes, and goes last. */

import type { UserId } from '../../../../shared/domain/brand.ts';
import type { Caller } from '../../../../shared/domain/caller.ts';
import {
  type EraseDependencies,
  erase,
  eraseUser,
} from '../../../../shared/operations/support/erase-user.ts';
import { KIM, NOW } from '../../support/users.ts';
import { caller, outage, request, withPhone, world } from '../../support/world.ts';

const agent = { ...caller, userId: 'agent' as UserId, scopes: ['2fa:admin'] };

function erasing() {
  const { deps, users } = world(withPhone());
  const order: string[] = [];
  const versions: number[] = [];
  let failure: Error | undefined;
  const step = (name: string) => async (userId: UserId, version: number) => {
    expect(userId).toBe(KIM);
    order.push(`${name}, of a user ${users.kim().factor === undefined ? 'without' : 'with'} a factor`);
    versions.push(version);
    if (failure !== undefined) throw failure;
  };
  const all: EraseDependencies = { ...deps, erasure: { trail: step('trail'), record: step('record') } };
  return {
    users,
    order,
    versions,
    fail: (error: Error | undefined) => {
      failure = error;
    },
    all,
    erase: (by: Caller = agent) => eraseUser(all)({ ...request(by), params: { userId: KIM } }),
  };
}

test('empties the record, tells by whom, and then removes the trail and last the record, up to that write', async () => {
  const { erase, users, order, versions } = erasing();

  expect(await erase()).toEqual({ ok: true, value: undefined });

  const { version, ...left } = users.kim();
  expect(left).toEqual({
    id: KIM,
    usedChallenges: {},
    limits: {},
    prompt: { skips: 0 },
    events: [{ type: 'UserErased', by: 'agent', at: NOW }],
  });
  expect(order).toEqual(['trail, of a user without a factor', 'record, of a user without a factor']);
  expect(versions).toEqual([version, version]);
});

test('decides on the newest state where another write comes first', async () => {
  const { deps, users, overtake } = world(withPhone());
  const seen: number[] = [];
  const erasure = {
    trail: async (_: UserId, version: number) => void seen.push(version),
    record: async () => {},
  };
  overtake((current) => ({ ...current, prompt: { skips: 7 } }));

  await erase({ ...deps, erasure }, KIM);

  expect(users.kim()).toMatchObject({ prompt: { skips: 0 }, events: [{ type: 'UserErased', at: NOW }] });
  expect(seen).toEqual([users.kim().version]);
});

test('may be repeated where it was cut short, and then ends', async () => {
  const { erase, fail, order } = erasing();
  fail(outage('dynamodb'));
  await expect(erase()).rejects.toThrow('unavailable');
  fail(undefined);

  expect(await erase()).toMatchObject({ ok: true });
  expect(order.map((one) => one.split(',')[0])).toEqual(['trail', 'trail', 'record']);
});

test('nobody erases themselves, and with it what they have done', async () => {
  const { erase, users } = erasing();

  expect(await erase(caller)).toEqual({ ok: false, error: { code: 'forbidden' } });
  expect(users.landed()).toBe(0);
});
