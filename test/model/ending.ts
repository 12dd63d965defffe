/** How a life ends: with everything in order again, what the customer has must work, and nothing else. */

import type { Doing } from './action.ts';
import type { Life } from './life.ts';

const MORE_THAN_A_DAY = 25 * 60 * 60;
/** Each costs an attempt, and a minute has five. */
const DEAD_CODES_TRIED = 3;

export async function endLife(life: Life): Promise<void> {
  await backupCodeWorksAtOnce(life);
  life.wait(MORE_THAN_A_DAY);
  if (life.ledger.factors.factor === undefined) await enrols(life);
  await factorWorks(life);
  await deadCodesStayDead(life);
  await everyBackupCodeWorks(life);
}

/** Whatever limits are in force. */
async function backupCodeWorksAtOnce(life: Life): Promise<void> {
  const { backupCodes } = life.ledger.factors;
  const [code] = backupCodes instanceof Set ? backupCodes : [];
  if (code !== undefined) await signIn(life, answerBy(life, code), 'ok');
}

async function enrols(life: Life): Promise<void> {
  await life.act({ do: 'start app', stepUp: 'none' });
  await mustEnd(life, { do: 'confirm app', code: 'now' }, 'ok');
}

async function factorWorks(life: Life): Promise<void> {
  // The step that has proved an enrolment is spent.
  life.wait(60);
  const isApp = life.ledger.factors.factor?.method === 'totp';
  if (isApp) return signIn(life, { do: 'answer by app', challenge: 0, code: 'now' }, 'ok');
  await life.act({ do: 'ask', purpose: 'sign_in' });
  await mustEnd(life, { do: 'send code', challenge: 0, channel: 'sms' }, 'ok');
  await mustEnd(life, { do: 'answer by phone', challenge: 0, code: 0 }, 'ok');
}

async function deadCodesStayDead(life: Life): Promise<void> {
  for (const code of life.ledger.factors.deadBackupCodes.slice(-DEAD_CODES_TRIED)) {
    await signIn(life, answerBy(life, code), 'wrong_code');
  }
}

async function everyBackupCodeWorks(life: Life): Promise<void> {
  const { backupCodes } = life.ledger.factors;
  for (const code of backupCodes instanceof Set ? [...backupCodes] : []) {
    await signIn(life, answerBy(life, code), 'ok');
  }
}

const answerBy = ({ has }: Life, code: string): Doing => ({
  do: 'answer by backup code',
  challenge: 0,
  code: has.backupCodes.length - 1 - has.backupCodes.indexOf(code),
});

async function signIn(life: Life, answer: Doing, ending: string): Promise<void> {
  await life.act({ do: 'ask', purpose: 'sign_in' });
  await mustEnd(life, answer, ending);
}

async function mustEnd(life: Life, doing: Doing, ending: string): Promise<void> {
  const { answer } = await life.act(doing);
  const ended = answer.is === 'refused' ? answer.error.code : answer.is;
  if (ended !== ending)
    life.complain(`with everything in order, ${doing.do} ended with ${ended}, not ${ending}`);
}
