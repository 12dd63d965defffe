/** An outcome that is worth an assertion: signed for beside its write, handed out after it, or taken back. */

import type { AssertionClaims } from '../../../shared/domain/assertion.ts';
import { accept, type Rule, refuse, refuseWith, type User, without } from '../../../shared/domain/user.ts';
import { type Signing, updateSigned } from '../../../shared/operations/update-signed.ts';
import { hash, KIM, kim, NOW } from '../support/users.ts';
import { atOnce, isOpen, never, outage, type World, world } from '../support/world.ts';

/** Kim, with something that can be spent once. */
const withCodes = kim({ backupCodes: { hashes: [hash('right')], generatedAt: NOW } });
const spent = (user: User): User => without(user, 'backupCodes');
const spend: Rule<string> = (user) =>
  user.backupCodes === undefined ? refuseWith('wrong_code') : accept(spent(user), 'spent');
const counted: Rule<string> = (user) => refuse({ code: 'wrong_code' }, { ...user, prompt: { skips: 1 } });

const claims = (jti: string): AssertionClaims => ({
  iss: 'issuer',
  aud: 'audience',
  sub: KIM,
  iat: 0,
  exp: 300,
  jti,
  outcome: 'verified',
});
const ofAccepted: Signing<string>['claims'] = ({ result, write }) =>
  result.ok ? claims(`version ${write?.version}`) : undefined;
const beside: Signing<string> = { claims: ofAccepted, signFirst: false, takeBack: ({ before }) => before };
const first: Signing<string> = { claims: ofAccepted, signFirst: true };

const done = ({ deps, users }: World, signing: Signing<string>, rule = spend) =>
  updateSigned(deps, users.kim(), rule, signing);

describe('the assertion', () => {
  test('is signed for the step that is written, and comes with its outcome', async () => {
    const all = world(withCodes);

    expect(await done(all, beside)).toMatchObject({
      ok: true,
      value: { value: 'spent', assertion: 'assertion 1' },
    });
    expect(all.signer.signed).toEqual([claims(`version ${all.users.kim().version}`)]);
  });

  test('is made while the write is on its way, and not handed out before it has landed', async () => {
    const all = world(withCodes);
    all.users.meets(never);

    expect(await isOpen(done(all, beside))).toBe(true);
    expect(all.signer.signed).toHaveLength(1);
  });

  test('is none for a refusal, nor for a write that fails', async () => {
    const all = world(withCodes);
    const failure = outage('dynamodb');

    expect(await done(all, beside, counted)).toEqual({ ok: false, error: { code: 'wrong_code' } });
    expect(all.signer.signed).toEqual([]);

    all.users.meets(() => {
      throw failure;
    });
    await expect(done(all, beside)).rejects.toBe(failure);
  });

  test('is never missing: an outcome without one is a fault', async () => {
    await expect(done(world(withCodes), { ...beside, claims: () => undefined })).rejects.toThrow(
      'without a signature',
    );
  });
});

describe('an attempt that has lost its write', () => {
  test('does not wait for its signature', async () => {
    const all = world(withCodes);
    all.overtake(spent);
    all.signer.meets(never);

    expect(await atOnce(done(all, beside))).toEqual({ ok: false, error: { code: 'wrong_code' } });
    expect(all.calls).toEqual(['lost write']);
  });

  test('and is accepted in the next round gets the assertion of that one', async () => {
    const all = world(withCodes);
    all.overtake((user) => ({ ...user, version: NOW }));

    expect(await done(all, beside)).toMatchObject({ ok: true, value: { assertion: 'assertion 2' } });
    expect(all.signer.signed.at(-1)?.jti).toBe(`version ${all.users.kim().version}`);
  });

  test('does not hear of it where its signature fails', async () => {
    const all = world(withCodes);
    all.overtake(spent);
    all.signer.meets(() => {
      throw outage('kms');
    });

    expect(await done(all, beside)).toMatchObject({ ok: false });
    // A failure that nobody hears of would show only now, and fail the test.
    await new Promise(setImmediate);
  });
});

describe('a signature that fails after the write has landed', () => {
  const failure = outage('kms');
  const unsigned = () => {
    const all = world(withCodes);
    all.signer.meets(() => {
      throw failure;
    });
    return all;
  };

  test('puts back what was before, under a version of its own', async () => {
    const all = unsigned();

    await expect(done(all, beside)).rejects.toBe(failure);

    expect(all.users.kim()).toEqual({ ...withCodes, version: NOW + 1 });
    expect(all.calls).toEqual(['write', 'signature', 'write']);
  });

  test('leaves alone what came in between', async () => {
    const all = unsigned();
    all.users.meets(() => all.overtake((user) => ({ ...user, prompt: { skips: 7 } })));

    await expect(done(all, beside)).rejects.toBe(failure);

    expect(all.users.kim()).toMatchObject({ prompt: { skips: 7 } });
    expect(all.users.kim().backupCodes).toBeUndefined();
    expect(all.calls).toEqual(['write', 'signature', 'lost write']);
  });

  test('stays with what was written where nothing is put back', async () => {
    const all = unsigned();

    await expect(done(all, { claims: ofAccepted, signFirst: false })).rejects.toBe(failure);

    expect(all.users.kim().backupCodes).toBeUndefined();
    expect(all.calls).toEqual(['write', 'signature']);
  });

  test('is what the caller is told, also where putting back fails', async () => {
    const all = unsigned();
    all.users.meets(() =>
      all.users.meets(() => {
        throw outage('dynamodb');
      }),
    );

    await expect(done(all, beside)).rejects.toBe(failure);

    expect(all.calls).toEqual(['write', 'signature', 'failed write']);
  });
});

describe('signed first', () => {
  test('the write waits for the signature', async () => {
    const all = world(withCodes);
    all.signer.meets(never);

    expect(await isOpen(done(all, first))).toBe(true);
    expect(all.calls).toEqual(['signature']);
  });

  test('nothing is written where it fails', async () => {
    const all = world(withCodes);
    const failure = outage('kms');
    all.signer.meets(() => {
      throw failure;
    });

    await expect(done(all, first)).rejects.toBe(failure);
    expect(all.users.landed()).toBe(0);
  });

  test('each round is signed for anew', async () => {
    const all = world(withCodes);
    all.overtake((user) => user);

    expect(await done(all, first)).toMatchObject({ ok: true, value: { assertion: 'assertion 2' } });
    expect(all.calls).toEqual(['signature', 'lost write', 'signature', 'write']);
  });

  test('what is signed for a refusal never leaves', async () => {
    const all = world(withCodes);

    const refused = await done(all, { claims: () => claims('void'), signFirst: true }, counted);

    expect(refused).toEqual({ ok: false, error: { code: 'wrong_code' } });
    expect(all.calls).toEqual(['signature', 'write']);
  });
});
