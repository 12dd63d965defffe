/** A sign-in and a set-up, as a portal with screens of its own drives them. */

import { createFlow, type FlowOptions } from '../../../shared/portal/client/src/flow/flow.ts';
import type { Event, State } from '../../../shared/portal/client/src/flow/state.ts';
import type { Challenge, CodeSent, TotpEnrollment } from '../../../shared/portal/client/src/models.ts';
import { fakeClient, refused, type Script } from './support/fake-client.ts';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

const challenge = (challengeId: string, methods: Challenge['methods']): Challenge => ({
  decision: 'challenge',
  challengeId,
  methods,
  expiresAt: at(600),
});
const app = challenge('c1', ['totp', 'backup_code']);
const phone = challenge('c1', ['phone', 'backup_code']);
const prompt = { decision: 'enroll', skippable: true, methods: ['totp', 'sms', 'call'] } as const;
const enrolPrompt = { ...prompt, methods: [...prompt.methods] };
const enrollment: TotpEnrollment = {
  secret: 'S',
  otpauthUri: 'otpauth://totp/x',
  qrCode: { png: 'data:', svg: '<svg/>' },
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  expiresAt: at(600),
};
const sent: CodeSent = {
  phone: '+1•••00',
  channel: 'sms',
  expiresAt: at(600),
  resendAt: at(30),
  requestsRemaining: 9,
};
const verified = { assertion: 'jwt', method: 'totp', backupCodesRemaining: 9 } as const;
const codes = ['AAAA-BBBB-CCCC-DDDD'];
const enabled = { enabled: true, method: 'totp', backupCodes: codes, assertion: 'jwt' } as const;
const enabledFirst = { ...enabled, backupCodes: [...codes] };
const enabledAgain = { enabled: true, method: 'phone', assertion: 'jwt' } as const;

const submit = (code = '123456'): Event => ({ type: 'submit', code });
const chooseTotp: Event = { type: 'choose', method: 'totp' };
const choosePhone: Event = { type: 'choose', method: 'phone' };
const text = (phoneNumber?: string): Event => ({
  type: 'send_code',
  channel: 'sms',
  ...(phoneNumber !== undefined && { phoneNumber }),
});

/** Sends each event once the flow is at rest, and gives what is then there. */
async function play(script: Script, events: readonly Event[], options: Partial<FlowOptions> = {}) {
  const { client, calls } = fakeClient(script);
  const flow = createFlow({ client, now: () => NOW, ...options });
  const states: State[] = [];
  flow.subscribe((state) => states.push(state));
  const atRest = async () => {
    while ('busy' in flow.state && flow.state.busy) await Promise.resolve();
  };
  for (const event of [{ type: 'start' } as const, ...events]) {
    flow.send(event);
    await atRest();
  }
  return { state: flow.state, states, calls, flow };
}

describe('a sign-in', () => {
  test('with an app takes its code and ends with the assertion', async () => {
    const { state, states, calls } = await play({ startChallenge: [app], verifyChallenge: [verified] }, [
      submit(),
    ]);

    expect(state).toEqual({ name: 'done', outcome: 'verified', enrolled: false, ...verified });
    expect(
      states.map(({ name, ...more }) => ('busy' in more && more.busy ? `${name}: ${more.busy}` : name)),
    ).toEqual(['loading: start_challenge', 'challenge', 'challenge: verify', 'done']);
    expect(calls).toEqual([
      ['startChallenge', {}],
      ['verifyChallenge', 'c1', { method: 'totp', code: '123456' }],
    ]);
  });

  test('with a telephone has a code sent, and says until when it is good and when another can be had', async () => {
    const { state, calls } = await play({ startChallenge: [phone], sendChallengeCode: [sent] }, [text()]);

    expect(state).toMatchObject({
      name: 'challenge',
      method: 'phone',
      sent,
      resendAt: NOW + 30_000,
      busy: undefined,
    });
    expect(calls[1]).toEqual(['sendChallengeCode', 'c1', { channel: 'sms' }]);
  });

  test('can be proved with a backup code instead, and with nothing that the challenge does not have', async () => {
    const { calls } = await play({ startChallenge: [phone], verifyChallenge: [verified] }, [
      { type: 'use', method: 'totp' },
      { type: 'use', method: 'backup_code' },
      submit('AAAA-BBBB-CCCC-DDDD'),
    ]);

    expect(calls[1]).toEqual([
      'verifyChallenge',
      'c1',
      { method: 'backup_code', code: 'AAAA-BBBB-CCCC-DDDD' },
    ]);
  });

  test('of which nothing is asked ends with its reason', async () => {
    const exempt = { decision: 'allow', reason: 'sign_up', assertion: 'jwt' } as const;

    const { state, calls } = await play({ startChallenge: [exempt] }, [], { signUp: true });

    expect(state).toEqual({ name: 'done', outcome: 'exempt', reason: 'sign_up', assertion: 'jwt' });
    expect(calls).toEqual([['startChallenge', { signUp: true }]]);
  });

  test('that cannot begin says why, and can be begun again', async () => {
    const failed = refused('unreachable', 0);

    const { states, state } = await play({ startChallenge: [failed, app] }, [{ type: 'start' }]);

    expect(states).toContainEqual({ name: 'failed', problem: failed });
    expect(state.name).toBe('challenge');
  });
});

describe('a code', () => {
  test('that is wrong leaves the challenge as it is, with the tries that are left', async () => {
    const wrong = refused('wrong_code', 422, { attemptsRemaining: 3 });

    const { state } = await play({ startChallenge: [app], verifyChallenge: [wrong] }, [submit()]);

    expect(state).toMatchObject({ name: 'challenge', challenge: app, problem: wrong, busy: undefined });
  });

  test('makes the problem of the one before go away as soon as it is sent', async () => {
    const { states } = await play(
      { startChallenge: [app], verifyChallenge: [refused('wrong_code', 422), verified] },
      [submit(), submit()],
    );

    const waiting = states.filter((state) => 'busy' in state && state.busy === 'verify');
    expect(waiting).toHaveLength(2);
    for (const state of waiting) expect(state).toMatchObject({ problem: undefined });
  });

  test('that a limit refuses says until when, also after a change to backup codes', async () => {
    const locked = refused('too_many_attempts', 429, { retryAfter: 60 });

    const { state } = await play({ startChallenge: [app], verifyChallenge: [locked] }, [
      submit(),
      { type: 'use', method: 'backup_code' },
    ]);

    expect(state).toMatchObject({ name: 'challenge', method: 'backup_code', lockedUntil: NOW + 60_000 });
  });

  test('of the backup codes that a limit refuses locks nothing else', async () => {
    const limited = refused('too_many_attempts', 429, { retryAfter: 60 });

    const { state } = await play({ startChallenge: [app], verifyChallenge: [limited] }, [
      { type: 'use', method: 'backup_code' },
      submit('AAAA-BBBB-CCCC-DDDD'),
    ]);

    expect(state).toMatchObject({ problem: limited });
    expect(state).not.toHaveProperty('lockedUntil');
  });

  test('that is asked for too soon can be had from then on', async () => {
    const tooSoon = refused('resend_too_soon', 429, { retryAfter: 12 });

    const { state } = await play({ startChallenge: [phone], sendChallengeCode: [tooSoon] }, [text()]);

    expect(state).toMatchObject({ name: 'challenge', problem: tooSoon, resendAt: NOW + 12_000 });
    expect(state).not.toHaveProperty('lockedUntil');
  });

  test.each(['challenge_expired', 'challenge_used', 'challenge_not_found'] as const)(
    'for a challenge that has ended (%s) brings a new one, which says why',
    async (code) => {
      const ended = refused(code, 410);
      const next = challenge('c2', ['totp', 'backup_code']);

      const { state, states } = await play({ startChallenge: [app, next], verifyChallenge: [ended] }, [
        { type: 'use', method: 'backup_code' },
        submit('AAAA-BBBB-CCCC-DDDD'),
      ]);

      expect(state).toMatchObject({ challenge: next, method: 'backup_code', problem: ended });
      // The screen stays while the new one is fetched.
      expect(states.filter(({ name }) => name === 'loading')).toHaveLength(1);
    },
  );

  test('is sent once, however often the button is pressed', async () => {
    const { client, calls } = fakeClient({ startChallenge: [app], verifyChallenge: [verified] });
    const flow = createFlow({ client, now: () => NOW });
    flow.send({ type: 'start' });
    flow.send({ type: 'start' });
    while (flow.state.name !== 'challenge') await Promise.resolve();

    flow.send(submit());
    flow.send(submit());
    while (flow.state.name === 'challenge') await Promise.resolve();

    expect(calls.map(([name]) => name)).toEqual(['startChallenge', 'verifyChallenge']);
  });
});

describe('the prompt', () => {
  test('can be put off', async () => {
    const { state } = await play({ startChallenge: [enrolPrompt], skipEnrolment: [{ assertion: 'jwt' }] }, [
      { type: 'skip' },
    ]);

    expect(state).toEqual({ name: 'done', outcome: 'skipped', assertion: 'jwt' });
  });

  test('cannot be put off where it may not', async () => {
    const must = { ...enrolPrompt, skippable: false };

    const { state, calls } = await play({ startChallenge: [must] }, [{ type: 'skip' }]);

    expect(state).toMatchObject({ name: 'prompt', skippable: false });
    expect(calls).toHaveLength(1);
  });

  test('that may be put off no longer says so', async () => {
    const forbidden = refused('forbidden', 403);

    const { state } = await play({ startChallenge: [enrolPrompt], skipEnrolment: [forbidden] }, [
      { type: 'skip' },
    ]);

    expect(state).toMatchObject({ name: 'prompt', skippable: false, problem: forbidden });
  });

  test('becomes the challenge where 2FA was turned on in another window', async () => {
    const { state } = await play(
      { startChallenge: [enrolPrompt, app], skipEnrolment: [refused('already_enabled', 409)] },
      [{ type: 'skip' }],
    );

    expect(state.name).toBe('challenge');
  });
});

describe('a set-up', () => {
  test('of an app shows secret and codes, and ends once the codes are acknowledged', async () => {
    const { state, states } = await play(
      { startChallenge: [enrolPrompt], startTotp: [enrollment], confirmTotp: [enabledFirst] },
      [chooseTotp, submit(), { type: 'start' }, { type: 'back' }, { type: 'acknowledge' }],
    );

    expect(states).toContainEqual(expect.objectContaining({ name: 'setup_totp', enrollment }));
    expect(states).toContainEqual({ name: 'backup_codes', codes, assertion: 'jwt', method: 'totp' });
    expect(states.filter(({ name }) => name === 'backup_codes')).toHaveLength(1);
    expect(state).toEqual({
      name: 'done',
      outcome: 'verified',
      enrolled: true,
      assertion: 'jwt',
      method: 'totp',
    });
  });

  test('of an app whose time has passed drops the QR code, and can be started again', async () => {
    const expired = refused('enrollment_expired', 410);
    const script = { startTotp: [enrollment, { ...enrollment, secret: 'T' }], confirmTotp: [expired] };

    const stopped = await play(script, [chooseTotp, submit()], { purpose: 'enroll' });
    const again = await play(script, [chooseTotp, submit(), chooseTotp], { purpose: 'enroll' });

    expect(stopped.state).toMatchObject({ name: 'setup_expired', problem: expired });
    expect(JSON.stringify(stopped.state)).not.toContain(enrollment.otpauthUri);
    expect(again.state).toMatchObject({
      name: 'setup_totp',
      enrollment: { secret: 'T' },
    });
    expect(again.state).not.toHaveProperty('problem');
  });

  test('of a telephone sends a code to the number, and a fresh one without asking for it again', async () => {
    const { state, calls } = await play(
      { startPhone: [sent, sent], confirmPhone: [enabledAgain] },
      [choosePhone, submit(), text('+12025550100'), text(), submit('654321')],
      { purpose: 'enroll' },
    );

    expect(calls).toEqual([
      ['startPhone', { phoneNumber: '+12025550100', channel: 'sms' }, {}],
      ['startPhone', { phoneNumber: '+12025550100', channel: 'sms' }, {}],
      ['confirmPhone', { code: '654321' }],
    ]);
    expect(state).toMatchObject({ name: 'done', enrolled: true, method: 'phone' });
  });

  test('of another number takes no code of the one before', async () => {
    const { state, calls } = await play(
      { startPhone: [sent, refused('invalid_phone_number', 422)] },
      [choosePhone, text('+12025550100'), text('+12025550101'), submit()],
      { purpose: 'enroll' },
    );

    expect(state).toMatchObject({ name: 'setup_phone', phoneNumber: '+12025550101', sent: undefined });
    expect(calls.map(([name]) => name)).toEqual(['startPhone', 'startPhone']);
  });

  test('of a telephone whose time has passed asks for the code to be sent again', async () => {
    const { state } = await play(
      { startPhone: [sent], confirmPhone: [refused('nothing_pending', 409)] },
      [choosePhone, text('+12025550100'), submit()],
      { purpose: 'enroll' },
    );

    expect(state).toMatchObject({ name: 'setup_phone', phoneNumber: '+12025550100', sent: undefined });
  });

  test('has no telephone where texts and calls are not offered, and no app where that is not', async () => {
    const none = await play({}, [choosePhone], { purpose: 'enroll', methods: ['totp'] });
    const calls = await play({}, [chooseTotp, choosePhone], { purpose: 'enroll', methods: ['call'] });

    expect(none.state.name).toBe('prompt');
    expect(calls.state).toMatchObject({ name: 'setup_phone', channels: ['call'] });
    expect(calls.calls).toEqual([]);
  });

  test('goes back to the prompt without a problem left', async () => {
    const { state } = await play(
      { startTotp: [enrollment], confirmTotp: [refused('wrong_code', 422)] },
      [chooseTotp, submit(), { type: 'back' }],
      { purpose: 'enroll' },
    );

    expect(state).toMatchObject({ name: 'prompt', problem: undefined });
  });
});

describe('a set-up where a factor is in force', () => {
  const stepUp = refused('step_up_required', 403);

  test('asks for its proof first, and goes on with it by itself', async () => {
    const { state, calls } = await play(
      { startTotp: [stepUp, enrollment], startChallenge: [phone], verifyChallenge: [verified] },
      [chooseTotp, submit()],
      { purpose: 'enroll' },
    );

    expect(calls).toEqual([
      ['startTotp', {}],
      ['startChallenge', { purpose: 'step_up' }],
      ['verifyChallenge', 'c1', { method: 'phone', code: '123456' }],
      ['startTotp', { assertion: 'jwt' }],
    ]);
    expect(state).toMatchObject({ name: 'setup_totp', enrollment });
  });

  test('keeps the number that was typed', async () => {
    const { state, calls } = await play(
      { startPhone: [stepUp, sent], startChallenge: [app], verifyChallenge: [verified] },
      [choosePhone, text('+12025550100'), submit()],
      { purpose: 'enroll' },
    );

    expect(state).toMatchObject({ name: 'setup_phone', phoneNumber: '+12025550100', sent });
    expect(calls.at(-1)).toEqual([
      'startPhone',
      { phoneNumber: '+12025550100', channel: 'sms' },
      { assertion: 'jwt' },
    ]);
  });

  test('can be left while the proof is asked for', async () => {
    const { state } = await play(
      { startTotp: [stepUp], startChallenge: [app] },
      [chooseTotp, { type: 'back' }],
      { purpose: 'enroll' },
    );

    expect(state).toMatchObject({ name: 'prompt', problem: undefined });
  });

  test('goes back where the proof cannot be asked for', async () => {
    const limited = refused('too_many_requests', 429, { retryAfter: 60 });

    const { state } = await play({ startTotp: [stepUp], startChallenge: [limited] }, [chooseTotp], {
      purpose: 'enroll',
    });

    expect(state).toMatchObject({ name: 'prompt', problem: limited });
  });

  test('does not ask again for a proof that the page has', async () => {
    const { calls } = await play({ startTotp: [enrollment] }, [chooseTotp], {
      purpose: 'enroll',
      assertion: 'proof',
    });

    expect(calls).toEqual([['startTotp', { assertion: 'proof' }]]);
  });
});

test('a step-up asks for one, and its new challenge is one as well', async () => {
  const { calls } = await play(
    { startChallenge: [app, app], verifyChallenge: [refused('challenge_expired', 410)] },
    [submit()],
    { purpose: 'step_up' },
  );

  expect(calls.filter(([name]) => name === 'startChallenge')).toEqual([
    ['startChallenge', { purpose: 'step_up' }],
    ['startChallenge', { purpose: 'step_up' }],
  ]);
});

test('what fails without a problem is one all the same', async () => {
  const { state } = await play({}, []);

  expect(state).toMatchObject({ name: 'failed', problem: { code: 'unexpected' } });
});

test('whoever listens no more is told nothing more', async () => {
  const { client } = fakeClient({ startChallenge: [app] });
  const flow = createFlow({ client });
  const heard: State[] = [];
  const stop = flow.subscribe((state) => heard.push(state));

  flow.send({ type: 'start' });
  stop();
  while (flow.state.name === 'loading') await Promise.resolve();

  expect(heard.map(({ name }) => name)).toEqual(['loading']);
});
