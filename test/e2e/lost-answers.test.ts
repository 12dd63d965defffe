/** Writes that land although their answer does not come back: the SDK asks again, and nothing happens twice. */

import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import type { Fault } from '../local/emulator/boundary.ts';
import { challenge, enrolTotp, freshNumber, nextStep, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

/** Of the next write. Returns which functions have asked again since. */
async function loseAnswer(fault: Fault) {
  // Or the trail's write of what came before might take the fault.
  await system().idle();
  const before = system().awsCallCount();
  system().controls.setFaults({ 'dynamodb:PutItem': { ...fault, after: true, times: 1 } });
  return () =>
    system()
      .awsCalls(before)
      .filter(({ action, isRetry }) => action === 'dynamodb:PutItem' && isRetry)
      .map(({ functionName }) => functionName);
}
afterEach(() => system().controls.setFaults({}));

test.each([
  ['is lost', { error: 'InternalServerError' }],
  ['does not come in time', { delayMs: 30_000 }],
])('a code is sent once and counted once when the answer to its write %s', async (_, fault) => {
  const customer = await signIn(system());
  const number = freshNumber();
  const askedAgain = await loseAnswer(fault);

  const { requestsRemaining } = await customer.get(startPhone, {
    body: { phoneNumber: number, channel: 'sms' },
  });

  expect(askedAgain()).toEqual([expect.stringMatching(/^startphone/)]);
  expect(requestsRemaining).toBe(9);
  expect(system().controls.messages(number)).toHaveLength(1);
});

test('a right code gets in, and is spent, when the answer to the write that charges its try is lost', async () => {
  const customer = await signIn(system());
  const { app } = await enrolTotp(system(), customer);
  nextStep(system());
  const code = app.code();
  const verify = async () => ({
    params: { challengeId: await challenge(customer) },
    body: { method: 'totp', code } as const,
  });
  const first = await verify();
  const askedAgain = await loseAnswer({ error: 'InternalServerError' });

  await customer.get(verifyChallenge, first);

  expect(askedAgain()).toEqual([expect.stringMatching(/^verifychallenge/)]);
  expect(await customer.refused(verifyChallenge, await verify())).toMatchObject({ attemptsRemaining: 4 });
});
