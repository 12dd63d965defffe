/** What support does for a customer who lost the device: with a trace first, and the limits of numbers after. */

import type { E164, UserId } from '../../../../shared/domain/brand.ts';
import { replaceBackupCodes } from '../../../../shared/operations/enrolment/replace-backup-codes.ts';
import { verifyChallenge } from '../../../../shared/operations/sign-in/verify-challenge.ts';
import { resetUser } from '../../../../shared/operations/support/reset-user.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { askedFor } from '../../support/signing-in.ts';
import { DAY, KIM, kim, NOW, PHONE, pendingPhone, policy, SECOND, tries } from '../../support/users.ts';
import {
  app,
  BACKUP_CODE,
  caller,
  counterOf,
  outage,
  request,
  sealNumber,
  withApp,
  withPhone,
  world,
} from '../../support/world.ts';

withQuietLog();

const agent = { ...caller, userId: 'agent' as UserId, scopes: ['2fa:support'] };
type Body = Parameters<ReturnType<typeof resetUser>>[0]['body'];

const limits = {
  attempts: tries(5),
  failures: { count: policy.failures, endsAt: NOW + DAY },
  requests: { count: 10, endsAt: NOW + DAY },
};

/** All that is counted after a reset: the reset. */
const resetOnce = { supportResets: { count: 1, endsAt: NOW + DAY } };

function resetting(user = withPhone({ limits })) {
  const all = world(user);
  all.limiter.set(counterOf(), { count: 10, endsAt: NOW + DAY });
  return {
    ...all,
    reset: (reset: Body['reset'], { reference = undefined as string | undefined, by = agent } = {}) =>
      resetUser(all.deps)({
        ...request(by),
        params: { userId: KIM },
        body: { reset, reason: 'Lost the device', ...(reference !== undefined && { reference }) },
      }),
  };
}
const told = (reset: Body['reset'], parts = {}) => ({
  type: 'SupportReset',
  reset,
  by: 'agent',
  reason: 'Lost the device',
  at: NOW,
  ...parts,
});

describe('limits', () => {
  test('are lifted, the lock and the number’s own included, and nothing else', async () => {
    const user = withPhone({ limits });
    const { reset, users, limiter } = resetting(user);

    expect(await reset('limits')).toEqual({ ok: true, value: { reset: 'limits' } });
    const { version, events, ...left } = users.kim();
    expect(left).toMatchObject({ limits: resetOnce, factor: user.factor, backupCodes: user.backupCodes });
    expect(limiter.windowOf(counterOf())).toBeUndefined();
    expect(users.events).toEqual([told('limits')]);
  });
});

describe('factors', () => {
  test('are removed, with backup codes, what is pending and every limit', async () => {
    const { reset, users, limiter } = resetting();

    expect(await reset('factors', { reference: 'CASE-1' })).toEqual({
      ok: true,
      value: { reset: 'factors' },
    });
    for (const part of ['factor', 'backupCodes', 'pending', 'sentCode']) {
      expect(users.kim()).not.toHaveProperty(part);
    }
    expect(users.kim().limits).toEqual(resetOnce);
    expect(limiter.windowOf(counterOf())).toBeUndefined();
    expect(users.events).toEqual([told('factors', { reference: 'CASE-1' })]);
  });

  test('void the challenges and step-ups from before, also where a factor follows at once', async () => {
    const { challenge, stepUp, deps, users } = resetting(withApp());
    const [challengeId, proof] = [await challenge(), await stepUp()];
    await resetUser(deps)({
      ...request(agent),
      params: { userId: KIM },
      body: { reset: 'factors', reason: 'Lost the device' },
    });
    users.put({ ...withApp(), ...users.kim() });

    const verified = await verifyChallenge(deps)({
      ...request(),
      params: { challengeId },
      body: { method: 'backup_code', code: BACKUP_CODE },
    });
    expect(verified).toEqual({ ok: false, error: { code: 'challenge_not_found' } });
    const replaced = await replaceBackupCodes(deps)({ ...request(caller, proof), body: {} });
    expect(replaced).toEqual({ ok: false, error: { code: 'step_up_required' } });
  });

  test('also void what was issued while the reset was on its way', async () => {
    const { reset, users, clock, overtake } = resetting();
    overtake((user) => {
      clock.advance(50);
      return user;
    });
    await reset('factors');

    expect(users.kim().resetAt).toBe(NOW + 50);
  });

  test('beat a right code that is on its way', async () => {
    const { answer, users, deps } = await askedFor('app');
    users.meets(async () => {
      users.meets(() => undefined);
      await resetUser(deps)({
        ...request(agent),
        params: { userId: KIM },
        body: { reset: 'factors', reason: 'Lost the device' },
      });
    });

    expect(await answer(app.codeAt(NOW))).toEqual({ ok: false, error: { code: 'challenge_not_found' } });
  });
});

describe('the windows of numbers', () => {
  const OTHER = '+12025550199' as E164;

  test('are those of the number in force, of one that is being set up, and of one that was refused', async () => {
    const pending = pendingPhone('next', { number: sealNumber(OTHER) });
    const refusedNumber = {
      number: sealNumber('+12025550188' as E164),
      endsAt: NOW + DAY,
      toldUntil: NOW + DAY,
    };
    const { reset, limiter } = resetting(withPhone({ pending, limits: { refusedNumber } }));
    await reset('factors');

    const cleared = [PHONE, OTHER, '+12025550188' as E164].map((number) => counterOf(number));
    expect(limiter.calls).toEqual(
      cleared.map((counter) => (counter.of === 'number' ? `clear number ${counter.number}` : '')),
    );
  });

  test('are lifted last: if that fails, the record and its event are there', async () => {
    const { reset, users, limiter } = resetting();
    limiter.fail('clear', counterOf());

    await expect(reset('limits')).rejects.toMatchObject({ name: 'Unavailable' });

    expect(users.kim().limits).toEqual(resetOnce);
    expect(users.events).toEqual([told('limits')]);
  });

  test('stay where the record could not be written', async () => {
    const { reset, users, limiter } = resetting();
    users.meets(() => {
      throw outage('dynamodb');
    });

    await expect(reset('limits')).rejects.toEqual(outage('dynamodb'));

    expect(limiter.calls).toEqual([]);
    expect(limiter.windowOf(counterOf())).toEqual({ count: 10, endsAt: NOW + DAY });
  });
});

test('with the day’s resets used up, the next is refused, and the windows of numbers stay', async () => {
  const supportResets = { count: policy.supportResets, endsAt: NOW + DAY };
  const { reset, users, limiter } = resetting(withPhone({ limits: { supportResets } }));

  expect(await reset('limits')).toEqual({
    ok: false,
    error: { code: 'too_many_requests', retryAfter: DAY / SECOND },
  });
  expect(users.events).toEqual([]);
  expect(limiter.calls).toEqual([]);
});

test('nobody resets an account of their own', async () => {
  const { reset, calls, limiter } = resetting();

  expect(await reset('factors', { by: { ...agent, userId: KIM } })).toEqual({
    ok: false,
    error: { code: 'forbidden' },
  });
  expect([calls, limiter.calls]).toEqual([[], []]);
});

test('somebody of whom nothing is known can be reset, and it is told of', async () => {
  const { reset, users } = resetting(kim());

  expect(await reset('factors')).toMatchObject({ ok: true });
  expect(users.events).toEqual([told('factors')]);
});
