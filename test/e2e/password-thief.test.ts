/** Somebody who has the password alone: can't keep the owner out, can't go unnoticed, can't flood the mailbox. */

import { replaceBackupCodes } from '../../shared/contract/operations/replace-backup-codes.ts';
import { sendChallengeCode } from '../../shared/contract/operations/send-challenge-code.ts';
import { skipEnrolment } from '../../shared/contract/operations/skip-enrolment.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { tally } from './support/client.ts';
import { challenge, enrolPhone, enrolTotp, freshNumber, prove, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

const WRONG = { method: 'backup_code', code: 'ZZZZ-ZZZZ-ZZZZ-ZZZZ' } as const;
const DAY_SECONDS = 24 * 3600;

/** Subjects of the mails to the address, without the brand, and how often each came. */
async function mailsTo(email: string): Promise<Readonly<Record<string, number>>> {
  await system().idle();
  const counts: Record<string, number> = {};
  for (const { to, subject } of system().controls.mails()) {
    const said = subject.replace('Mission Control: ', '');
    if (to === email) counts[said] = (counts[said] ?? 0) + 1;
  }
  return counts;
}

const lastMailTo = (email: string) =>
  system()
    .controls.mails()
    .findLast(({ to }) => to === email)?.text;

test('ten minutes of wrong backup codes: the owner’s right one gets in each time, and mails tell of it', async () => {
  const email = 'owner@example.com';
  const owner = await signIn(system(), { email, sid: 'owner' });
  const { backupCodes } = await enrolTotp(system(), owner);
  const thief = await signIn(system(), { sub: owner.sub, sid: 'thief' });

  for (const code of backupCodes) {
    const guess = { params: { challengeId: await challenge(thief) }, body: WRONG };
    const guesses = await Promise.all(Array.from({ length: 6 }, () => thief.call(verifyChallenge, guess)));
    expect(tally(guesses)).toEqual({ wrong_code: 5, too_many_attempts: 1 });
    await prove(owner, code, { method: 'backup_code' });
    system().clock.advance(60_000);
  }

  expect(backupCodes).toHaveLength(10);
  expect(await mailsTo(email)).toEqual({
    'Two-factor authentication is on': 1,
    'Wrong codes were entered': 1,
    'A backup code was used': 3,
    'Act now: you are running out of backup codes': 3,
  });
});

test('of wrong codes the owner is told at the tenth, whether of the app or backup codes', async () => {
  const email = 'tenth@example.com';
  const owner = await signIn(system(), { email });
  const { app } = await enrolTotp(system(), owner);
  const challengeId = await challenge(owner);
  const guess = (body: { method: string; code: string }) =>
    owner.refused(verifyChallenge, { params: { challengeId }, body });

  for (let times = 0; times < 5; times++) await guess({ method: 'totp', code: app.wrong() });
  for (let times = 0; times < 4; times++) await guess(WRONG);
  const afterNine = await mailsTo(email);
  await guess(WRONG);

  expect(afterNine).toEqual({ 'Two-factor authentication is on': 1 });
  expect(await mailsTo(email)).toEqual({ ...afterNine, 'Wrong codes were entered': 1 });
});

test('with the day’s texts and calls used up the owner is told at once, once, and until when', async () => {
  const email = 'no.more.codes@example.com';
  const number = freshNumber();
  const owner = await signIn(system(), { email, sid: 'owner' });
  const { backupCodes } = await enrolPhone(system(), owner, number);
  const thief = await signIn(system(), { sub: owner.sub, sid: 'thief' });
  const challengeId = await challenge(thief);
  const request = { params: { challengeId }, body: { channel: 'sms' } };

  const left: number[] = [];
  for (let requests = 0; requests < 9; requests++) {
    system().clock.advance(30_000);
    left.push((await thief.get(sendChallengeCode, request)).requestsRemaining);
  }
  const told = await mailsTo(email);
  const refused = await thief.refused(sendChallengeCode, request);
  await thief.refused(sendChallengeCode, request);

  expect(left).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(told).toEqual({ 'Two-factor authentication is on': 1, 'No more codes can be sent for now': 1 });
  expect(lastMailTo(email)).toMatch(/No more can be sent until .* UTC/);
  expect(refused.code).toBe('too_many_requests');
  expect(await mailsTo(email)).toEqual(told);
  await prove(owner, backupCodes[0] ?? '', { method: 'backup_code' });
});

describe('over and over', () => {
  test('a hundred times new backup codes with one step-up: ten sets, three mails, and the third says so', async () => {
    const email = 'replacing@example.com';
    const customer = await signIn(system(), { email });
    const { assertion } = await enrolTotp(system(), customer);
    const headers = { 'x-2fa-assertion': assertion };

    const answers = [];
    for (let times = 0; times < 100; times++) {
      answers.push(await customer.call(replaceBackupCodes, { body: {}, headers }));
    }

    expect(tally(answers)).toEqual({ ok: 10, too_many_requests: 90 });
    const mails = await mailsTo(email);
    expect(mails).toEqual({ 'Two-factor authentication is on': 1, 'New backup codes were created': 3 });
    expect(lastMailTo(email)).toContain('If this happens again soon');
  });

  test.each([
    ['skipping the prompt', skipEnrolment, 100],
    ['starting with an app', startTotp, 20],
  ] as const)('%s ends in a refusal until the day is over', async (_what, operation, most) => {
    const customer = await signIn(system());
    const answers = [];
    for (let times = 0; times < most; times++) answers.push(await customer.call(operation, { body: {} }));

    const refused = await customer.refused(operation, { body: {} });

    expect(tally(answers)).toEqual({ ok: most });
    expect(refused.code).toBe('too_many_requests');
    expect(refused.retryAfter).toBe(DAY_SECONDS);
    system().clock.advance(DAY_SECONDS * 1000);
    await (await signIn(system(), { sub: customer.sub })).get(operation, { body: {} });
  });
});
