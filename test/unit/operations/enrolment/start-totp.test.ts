/** A new secret for an authenticator app, in force once a code proves that it arrived. */

import type { Caller } from '../../../../shared/domain/caller.ts';
import { confirmTotp } from '../../../../shared/operations/enrolment/confirm-totp.ts';
import { startTotp } from '../../../../shared/operations/enrolment/start-totp.ts';
import { authenticator } from '../../support/authenticator.ts';
import { kim, MINUTE, NOW } from '../../support/users.ts';
import { caller, outage, request, withApp, withoutSid, withPhone, world } from '../../support/world.ts';

const refusedWith = (code: string) => ({ ok: false, error: { code } });

function enrolling(user = kim()) {
  const all = world(user);
  const start = (by: Caller = caller, headers = {}) =>
    startTotp(all.deps)({ ...request(by, headers), body: {} });
  return {
    ...all,
    start,
    /** The app that scans what was answered. */
    async scan(...given: Parameters<typeof start>) {
      const started = await start(...given);
      if (!started.ok) throw new Error(`It was not started: ${started.error.code}`);
      return authenticator(started.value.secret);
    },
    confirm: (code: string, by: Caller = caller) => confirmTotp(all.deps)({ ...request(by), body: { code } }),
  };
}

test('the answer is all that an app needs, as text and as a picture', async () => {
  const { start, calls } = enrolling();

  const started = await start();

  expect(started).toEqual({
    ok: true,
    value: {
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      otpauthUri: expect.stringMatching(/^otpauth:\/\/totp\/Example:kim@example\.com\?/),
      qrCode: {
        png: expect.stringMatching(/^data:image\/png;base64,/),
        svg: expect.stringContaining('<svg'),
      },
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      expiresAt: new Date(NOW + 10 * MINUTE).toISOString(),
    },
  });
  const { secret = '', otpauthUri = '' } = started.ok ? started.value : {};
  expect(new URL(otpauthUri).searchParams.get('secret')).toBe(secret);
  expect(calls).toEqual(['load', 'write']);
  if (started.ok) expectReadable(started.value.qrCode);
});

/** Four modules of quiet zone, and five pixels a module. */
function expectReadable({ png, svg }: { readonly png: string; readonly svg: string }) {
  const modules = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  // The first version has 21 modules a side, each later one four more (ISO/IEC 18004).
  expect((modules - 2 * 4 - 21) % 4).toBe(0);
  expect(svg).toContain('d="M4 4.5h7');
  // The first chunk of a PNG begins with width and height, 32 bits each.
  const header = Buffer.from(png.replace('data:image/png;base64,', ''), 'base64');
  expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([5 * modules, 5 * modules]);
}

test('the account is called by the user’s id where the token has no address', async () => {
  const { email: _email, ...by } = caller;

  expect(await enrolling().start(by)).toMatchObject({
    value: { otpauthUri: expect.stringContaining('otpauth://totp/Example:kim?') },
  });
});

test('the secret is nowhere in the record as it is, and a code from it confirms', async () => {
  const { start, confirm, users } = enrolling();
  const started = await start();
  const secret = started.ok ? started.value.secret : '';

  expect(JSON.stringify(users.kim())).not.toContain(secret);
  expect(users.kim().pending).toMatchObject({ method: 'totp', sid: 'session' });
  expect(await confirm(authenticator(secret).codeAt(NOW))).toMatchObject({ ok: true });
});

test('a new start takes the place of the one before', async () => {
  const { scan, confirm } = enrolling();
  const [first, second] = [await scan(), await scan()];

  expect(await confirm(first.codeAt(NOW))).toMatchObject(refusedWith('wrong_code'));
  expect(await confirm(second.codeAt(NOW))).toMatchObject({ ok: true });
});

test('only the session that started it can confirm it; any can, where none was named', async () => {
  const { scan, confirm } = enrolling();
  const bound = await scan();
  expect(await confirm(bound.codeAt(NOW), { ...caller, sid: 'other' })).toEqual(
    refusedWith('nothing_pending'),
  );

  const free = await scan(withoutSid(caller));
  expect(await confirm(free.codeAt(NOW), { ...caller, sid: 'other' })).toMatchObject({ ok: true });
});

describe('with a factor in force', () => {
  test.each([
    ['an app', withApp()],
    ['a phone', withPhone()],
  ])('(%s) it takes a step-up, and the factor stays', async (_factor, user) => {
    const { start, stepUp, users } = enrolling(user);

    expect(await start()).toEqual(refusedWith('step_up_required'));
    expect(users.landed()).toBe(0);
    expect(await start(caller, await stepUp())).toMatchObject({ ok: true });
    expect(users.kim().factor).toEqual(user.factor);
  });

  test('it does so also where the factor came while it was started', async () => {
    const { start, overtake, users } = enrolling();
    overtake(() => withApp());

    expect(await start()).toEqual(refusedWith('step_up_required'));
    expect(users.kim().pending).toBeUndefined();
  });
});

test('no secret is shown that could not be written', async () => {
  const { start, users } = enrolling();
  users.meets(() => {
    throw outage('dynamodb');
  });

  await expect(start()).rejects.toEqual(outage('dynamodb'));
});
