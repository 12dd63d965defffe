/** Not now: the prompt comes back at the next sign-in, until it is due. */

import { skipEnrolment } from '../../../../shared/operations/enrolment/skip-enrolment.ts';
import { DEFAULT_PROMPT } from '../../support/decision-table.ts';
import { DAY, kim, NOW, SECOND } from '../../support/users.ts';
import { isOpen, never, outage, request, withApp, world } from '../../support/world.ts';

const refusedWith = (code: string) => ({ ok: false, error: { code } });

function skipping(...given: Parameters<typeof world>) {
  const all = world(...given);
  return { ...all, skip: () => skipEnrolment(all.deps)({ ...request(), body: {} }) };
}

test('is worth an assertion that says so, and no more', async () => {
  const { skip, signer, calls } = skipping();

  expect(await skip()).toEqual({ ok: true, value: { assertion: 'assertion 1' } });
  const iat = NOW / SECOND;
  expect(signer.signed).toEqual([
    {
      iss: 'https://2fa.portal.example',
      aud: 'portal',
      sub: 'kim',
      sid: 'session',
      iat,
      exp: iat + 300,
      jti: expect.any(String),
      outcome: 'skipped',
    },
  ]);
  expect(calls).toEqual(['load', 'signature', 'write']);
});

test('is counted and told of', async () => {
  const { skip, users, clock } = skipping();
  await skip();
  clock.advance(DAY);
  await skip();

  expect(users.kim().prompt).toEqual({ firstAskedAt: NOW, skips: 2 });
  expect(users.events).toEqual([
    { type: 'EnrollmentSkipped', skips: 1, at: NOW },
    { type: 'EnrollmentSkipped', skips: 2, at: NOW + DAY },
  ]);
});

describe('is refused, and nothing is signed', () => {
  test('with a second factor in force: there is nothing to skip', async () => {
    const { skip, calls } = skipping(withApp(), { prompt: { ...DEFAULT_PROMPT, requiredAfterSkips: 0 } });

    expect(await skip()).toEqual(refusedWith('already_enabled'));
    expect(calls).toEqual(['load']);
  });

  test('once setting one up is due', async () => {
    const { skip, calls } = skipping(kim({ prompt: { firstAskedAt: NOW, skips: 3 } }), {
      prompt: { ...DEFAULT_PROMPT, requiredAfterSkips: 3 },
    });

    expect(await skip()).toEqual(refusedWith('forbidden'));
    expect(calls).toEqual(['load']);
  });

  test('where a factor came in between', async () => {
    const { skip, overtake } = skipping();
    overtake(() => withApp());

    expect(await skip()).toEqual(refusedWith('already_enabled'));
  });
});

test('the last one that is allowed lets one through, however many come at once', async () => {
  const { skip } = skipping(kim({ prompt: { firstAskedAt: NOW, skips: 2 } }), {
    prompt: { ...DEFAULT_PROMPT, requiredAfterSkips: 3 },
  });

  const answers = await Promise.all([skip(), skip(), skip()]);

  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('is not answered before it is written', async () => {
  const { skip, users } = skipping();
  users.meets(never);

  expect(await isOpen(skip())).toBe(true);
});

test('that can’t be signed is not counted, nor told of', async () => {
  const { skip, signer, users } = skipping();
  signer.meets(() => {
    throw outage('kms');
  });

  await expect(skip()).rejects.toEqual(outage('kms'));

  expect(users.landed()).toBe(0);
  expect(users.events).toEqual([]);
});
