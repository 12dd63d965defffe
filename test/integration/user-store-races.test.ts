/** Many requests of one user at once: of racing writes one lands at a time, so each right is used once. */

import { systemRandom } from '../../shared/adapters/system.ts';
import { createUserStore } from '../../shared/adapters/user-store.ts';
import type { UserId } from '../../shared/domain/brand.ts';
import { requestCode } from '../../shared/domain/code-request.ts';
import type { Clock } from '../../shared/domain/ports/system.ts';
import { answerChallenge } from '../../shared/domain/sign-in.ts';
import { timeStep, totpCode } from '../../shared/domain/totp.ts';
import { accept, newUser, type Rule, type User } from '../../shared/domain/user.ts';
import { update as updateWith } from '../../shared/operations/update.ts';
import { backupCodeSet, keys } from '../unit/support/codes.ts';
import { NOW, phoneFactor, policy, sentCode, totpFactor, tries } from '../unit/support/users.ts';
import { describeWith, startTestDatabase } from './support/database.ts';

const database = await startTestDatabase('races for one user');

describeWith(database, 'races for one user', (db) => {
  const pauses: number[] = [];
  const clock: Clock = { now: () => NOW, pause: async (ms) => void pauses.push(ms) };
  const store = createUserStore(db.table, clock, systemRandom);
  const update = <T>(read: User, rule: Rule<T>) =>
    updateWith({ users: store, clock, random: systemRandom }, read, rule);
  let users = 0;

  /** A user of its own for each test, with these parts stored. */
  async function given(parts: (id: UserId) => Partial<User> = () => ({})): Promise<User> {
    users += 1;
    const id = `user-${users}` as UserId;
    await update(newUser(id), (user) => accept({ ...user, ...parts(id) }, undefined));
    return store.load(id);
  }

  const SECRET = new Uint8Array(20).fill(3);
  const withApp = (id: UserId): Partial<User> => ({
    factor: totpFactor({ secret: keys.seal('totp-secret', id, SECRET) }),
  });
  const RIGHT = totpCode(SECRET, timeStep(NOW));
  /** Each on a challenge of its own, so that nothing but the code decides. */
  const on = (index: number) => ({
    keys,
    challenge: { nonce: `nonce-${index}`, purpose: 'sign_in', bound: true, issuedAt: NOW } as const,
    policy,
    now: NOW,
    caller: {},
    locale: 'en',
  });

  const together = <T>(times: number, act: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: times }, (_, index) => act(index)));
  const landed = (results: readonly { readonly ok: boolean }[]) =>
    results.filter((result) => result.ok).length;

  test('20 updates at once all land, each exactly once, and who keeps losing pauses', async () => {
    const user = await given();
    const results = await together(20, () =>
      update(user, (current) => {
        const skips = current.prompt.skips + 1;
        return accept({ ...current, prompt: { skips } }, skips);
      }),
    );
    const seen = results.map((result) => (result.ok ? result.value.value : 0)).toSorted((a, b) => a - b);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect((await store.load(user.id)).prompt.skips).toBe(20);
    expect(pauses.length).toBeGreaterThan(0);
  });

  test('200 guesses at once, one of them right: five get as far as a comparison, and the limit is told once', async () => {
    const user = await given(withApp);
    const results = await together(200, (index) => {
      const code = index === 100 ? RIGHT : String(index).padStart(6, '0');
      return update(user, (current) => answerChallenge(current, { method: 'totp', code }, on(0)));
    });
    const compared = results.filter((result) => result.ok || result.error.code === 'wrong_code');
    expect(compared.length).toBeLessThanOrEqual(5);
    const after = await store.load(user.id);
    if (landed(results) === 0) {
      expect(after.limits.attempts).toEqual({ ...tries(5), notedAt: NOW });
    }
    expect(after.limits.failures?.count).toBe(compared.length - landed(results));
  });

  test('200 submissions of one right code at once: one is accepted', async () => {
    const user = await given(withApp);
    const results = await together(200, (index) =>
      update(user, (current) => answerChallenge(current, { method: 'totp', code: RIGHT }, on(index))),
    );
    expect(landed(results)).toBe(1);
  });

  test('100 uses of one backup code at once: one is accepted (GHSA-2299-ghjr-6vjp)', async () => {
    let shown: readonly string[] = [];
    const user = await given((id) => {
      const set = backupCodeSet(id);
      shown = set.shown;
      return { ...withApp(id), backupCodes: set.stored };
    });
    const results = await together(100, (index) =>
      update(user, (current) =>
        answerChallenge(current, { method: 'backup_code', code: shown[0] ?? '' }, on(index)),
      ),
    );
    expect(landed(results)).toBe(1);
    expect((await store.load(user.id)).backupCodes?.hashes).toHaveLength(shown.length - 1);
  });

  test('100 requests for a code at once: one gets as far as the network', async () => {
    const user = await given(() => ({ factor: phoneFactor() }));
    const results = await together(100, (index) =>
      update(user, (current) => {
        const code = { ...sentCode(`code-${index}`), challenge: 'nonce' };
        return requestCode(current, { sentCode: code, purpose: 'sign_in' }, policy, NOW);
      }),
    );
    expect(landed(results)).toBe(1);
    expect((await store.load(user.id)).limits.requests?.count).toBe(1);
  });

  test('the first record of a user is made once, whoever comes first', async () => {
    const fresh = newUser('both-first' as UserId);
    await together(20, () =>
      update(fresh, (current) => accept({ ...current, prompt: { skips: current.prompt.skips + 1 } }, 0)),
    );
    expect((await store.load(fresh.id)).prompt.skips).toBe(20);
  });
});
