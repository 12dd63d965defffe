/** Many requests of one user at once: of racing writes one lands at a time, so each right is used once. */

import { systemRandom } from '../../shared/adapters/system.ts';
import { createUserStore } from '../../shared/adapters/user-store.ts';
import { chargeAttempt } from '../../shared/domain/attempts.ts';
import type { TimeStep, UserId } from '../../shared/domain/brand.ts';
import { requestCode } from '../../shared/domain/code-request.ts';
import { acceptBackupCode, acceptTotp } from '../../shared/domain/sign-in.ts';
import { accept, newUser, type User } from '../../shared/domain/user.ts';
import { hash, MINUTE, NOW, phoneFactor, policy, sentCode, totpFactor } from '../unit/support/users.ts';
import { describeWith, startTestDatabase } from './support/database.ts';

const database = await startTestDatabase('races for one user');

describeWith(database, 'races for one user', (db) => {
  const store = createUserStore(db.table, { now: () => NOW }, systemRandom);
  let users = 0;

  /** A user of its own for each test, with these parts stored. */
  async function given(parts: Partial<User> = {}): Promise<User> {
    users += 1;
    const id = `user-${users}` as UserId;
    await store.update(newUser(id), (user) => accept({ ...user, ...parts }, undefined));
    return store.load(id);
  }

  const together = <T>(times: number, act: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: times }, (_, index) => act(index)));
  const landed = (results: readonly { readonly ok: boolean }[]) =>
    results.filter((result) => result.ok).length;

  test('40 updates at once all land, each exactly once', async () => {
    const user = await given();
    const results = await together(40, () =>
      store.update(user, (current) => {
        const skips = current.prompt.skips + 1;
        return accept({ ...current, prompt: { skips } }, skips);
      }),
    );
    const seen = results.map((result) => (result.ok ? result.value : 0)).toSorted((a, b) => a - b);
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect((await store.load(user.id)).prompt.skips).toBe(40);
  });

  test('60 guesses at once: five are charged, and the limit is told once', async () => {
    const user = await given({ factor: totpFactor() });
    const results = await together(60, () =>
      store.update(user, (current) => chargeAttempt(current, policy, NOW)),
    );
    expect(landed(results)).toBe(5);
    const after = await store.load(user.id);
    expect(after.limits.attempts).toEqual({ count: 5, endsAt: NOW + MINUTE, noted: true });
    expect(after.limits.failures?.count).toBe(5);
  });

  test('50 submissions of one right code at once: one is accepted', async () => {
    const factor = totpFactor();
    const user = await given({ factor });
    const results = await together(50, (index) => {
      const challenge = {
        nonce: `nonce-${index}`,
        purpose: 'sign_in',
        bound: true,
        issuedAt: NOW,
      } as const;
      const step = 58_000_000 as TimeStep;
      return store.update(user, (current) =>
        acceptTotp(current, factor, step, { challenge, policy, now: NOW }),
      );
    });
    expect(landed(results)).toBe(1);
  });

  test('30 uses of one backup code at once: one is accepted (GHSA-2299-ghjr-6vjp)', async () => {
    const user = await given({ backupCodes: { hashes: [hash('a'), hash('b')], generatedAt: NOW } });
    const results = await together(30, (index) => {
      const challenge = {
        nonce: `nonce-${index}`,
        purpose: 'sign_in',
        bound: true,
        issuedAt: NOW,
      } as const;
      return store.update(user, (current) =>
        acceptBackupCode(current, hash('a'), { challenge, policy, now: NOW }),
      );
    });
    expect(landed(results)).toBe(1);
    expect((await store.load(user.id)).backupCodes?.hashes).toEqual([hash('b')]);
  });

  test('100 requests for a code at once: one gets as far as the network', async () => {
    const user = await given({ factor: phoneFactor() });
    const results = await together(100, (index) =>
      store.update(user, (current) => {
        const code = { ...sentCode(`code-${index}`), challenge: 'nonce' };
        return requestCode(current, { sentCode: code }, policy, NOW);
      }),
    );
    expect(landed(results)).toBe(1);
    expect((await store.load(user.id)).limits.requests?.count).toBe(1);
  });

  test('the first record of a user is made once, whoever comes first', async () => {
    const fresh = newUser('both-first' as UserId);
    await together(20, () =>
      store.update(fresh, (current) =>
        accept({ ...current, prompt: { skips: current.prompt.skips + 1 } }, 0),
      ),
    );
    expect((await store.load(fresh.id)).prompt.skips).toBe(20);
  });
});
