/** A right code whose assertion can't be signed: as if it had not been tried, as far as that can be had. */

import { withoutRequests } from '../../support/events.ts';
import { withQuietLog } from '../../support/log-lines.ts';
import { askedFor, GUESSABLE, METHOD_OF } from '../../support/signing-in.ts';
import { DAY, NOW, SECOND, tries } from '../../support/users.ts';
import { outage } from '../../support/world.ts';

withQuietLog();

const failure = outage('kms');
const limits = {
  attempts: tries(2),
  failures: { count: 2, endsAt: NOW + DAY },
};

/** Two wrong codes were tried before, and the signer is out of order. */
async function unsigned(way: Parameters<typeof askedFor>[0]) {
  const all = await askedFor(way);
  const before = { ...all.users.kim(), limits: { ...all.users.kim().limits, ...limits } };
  all.users.put(before);
  all.signer.meets(() => {
    throw failure;
  });
  return { ...all, before, repaired: () => all.signer.meets(() => undefined) };
}

describe.each(GUESSABLE)('a code by %s', (way) => {
  test('is put back: it works again, and counts are as they were', async () => {
    const { answer, rightCode, users, before, repaired, calls } = await unsigned(way);
    const code = rightCode();

    await expect(answer(code)).rejects.toBe(failure);

    expect(calls).toEqual(['load', 'write', 'signature', 'write']);
    const { version, events } = users.kim();
    expect(users.kim()).toEqual({ ...before, version, events });
    repaired();
    expect(await answer(code)).toMatchObject({ ok: true });
  });

  test('is told of as a sign-in that was not completed', async () => {
    const { answer, users } = await unsigned(way);

    await expect(answer()).rejects.toBe(failure);

    const facts = {
      method: METHOD_OF[way],
      ...(way !== 'app' && { channel: way === 'text' ? 'sms' : 'call' }),
      purpose: 'sign_in',
      at: NOW,
    };
    expect(withoutRequests(users.events)).toEqual([
      { type: 'SignInVerified', ...facts },
      { type: 'SignInNotCompleted', ...facts },
    ]);
  });

  test('stays spent where something else came in between', async () => {
    const { answer, rightCode, users, overtake, repaired } = await unsigned(way);
    const code = rightCode();
    users.meets(() => overtake((user) => ({ ...user, prompt: { skips: 7 } })));

    await expect(answer(code)).rejects.toBe(failure);

    expect(users.kim().prompt.skips).toBe(7);
    repaired();
    expect(await answer(code)).toEqual({ ok: false, error: { code: 'challenge_used' } });
  });

  test('that can’t be put back either fails for the signer’s reason', async () => {
    const { answer, users, calls } = await unsigned(way);
    users.meets(() =>
      users.meets(() => {
        throw outage('dynamodb');
      }),
    );

    await expect(answer()).rejects.toBe(failure);

    expect(calls).toEqual(['load', 'write', 'signature', 'failed write']);
  });
});

test('after a code of the app that could not be put back, the next one works', async () => {
  const { answer, users, repaired, clock, challenge, verify, rightCode } = await unsigned('app');
  users.meets(() =>
    users.meets(() => {
      throw outage('dynamodb');
    }),
  );
  await expect(answer()).rejects.toBe(failure);

  repaired();
  users.meets(() => undefined);
  clock.advance(30 * SECOND);

  expect(await verify(await challenge(), 'totp', rightCode())).toMatchObject({ ok: true });
});

test('a backup code is signed for first, so nothing at all is written', async () => {
  const { answer, users, before, calls, repaired } = await unsigned('backup code');

  await expect(answer()).rejects.toBe(failure);

  expect(users.kim()).toEqual(before);
  expect(users.events).toEqual([]);
  expect(calls).toEqual(['load', 'signature']);
  repaired();
  expect(await answer()).toMatchObject({ ok: true, value: { backupCodesRemaining: 9 } });
});
