/** Throw-away accounts have texts sent to numbers that pay somebody; customers who are enrolled do not notice. */

import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { confirmPhone } from '../../shared/contract/operations/confirm-phone.ts';
import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { type Client, tally } from './support/client.ts';
import { challenge, enrolPhone, freshNumber, lastCode, requestCode, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

/** Half of the messages are for sign-ins. */
const policy = { messages: 16, unconfirmedPerBlock: 2, unconfirmedPerCountry: 4 };
const system = useLocalSystem({ settings: { policy } });

const HOUR_MS = 3_600_000;

/** Numbers that follow one another, as whoever is paid for them has them. */
const inBlock = (block: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${block}${String(index).padStart(3, '0')}`);

const CUBA = ['+5351234', '+5351235', '+5351236'];
const SOMALIA = '+252612345';
const MALDIVES = '+9607712';

const enrol = (customer: Client, phoneNumber: string, channel: 'sms' | 'call' = 'sms') =>
  customer.call(startPhone, { body: { phoneNumber, channel } });

/** Each number is asked for by an account of its own, all at once. */
async function attack(numbers: readonly string[]) {
  const accounts = await Promise.all(numbers.map(() => signIn(system())));
  const answers = await Promise.all(
    numbers.map((number, index) => enrol(accounts[index] as Client, number, index % 2 ? 'call' : 'sms')),
  );
  return {
    answers: tally(answers),
    messages: numbers.flatMap((number) => system().controls.messages(number)).length,
  };
}

/** A sign-in with a code by text. */
async function signInByText(sub: string, number: string): Promise<void> {
  const customer = await signIn(system(), { sub });
  const challengeId = await challenge(customer);
  const code = await requestCode(system(), customer, challengeId, number);
  await customer.get(verifyChallenge, { params: { challengeId }, body: { method: 'phone', code } });
}

const pauses = () =>
  new Set(
    system()
      .logs()
      .filter((line) => line.includes('"event":"enrolments_paused"'))
      .map((line) => /"reason":"(\w+)"/.exec(line)?.[1]),
  );

test('a block, a country, then all enrolments pause; enrolled customers get their texts, and the rest in an hour', async () => {
  const ada = await signIn(system());
  const hers = freshNumber();
  await enrolPhone(system(), ada, hers);
  system().clock.advance(30_000);

  const oneBlock = await attack(inBlock(CUBA[0] as string, 10));
  const moreBlocks = await attack(CUBA.slice(1).flatMap((block) => inBlock(block, 5)));
  expect(oneBlock).toEqual({ answers: { ok: 2, delivery_paused: 8 }, messages: 2 });
  expect(moreBlocks).toEqual({ answers: { ok: 2, delivery_paused: 8 }, messages: 2 });

  await signInByText(ada.sub, hers);
  expect((await enrol(await signIn(system()), freshNumber())).ok).toBe(true);

  // One text of the half is left to enrolments.
  const elsewhere = await attack([...inBlock(SOMALIA, 5), ...inBlock(MALDIVES, 5)]);
  expect(elsewhere).toEqual({ answers: { ok: 1, delivery_paused: 9 }, messages: 1 });
  const late = await (await signIn(system())).refused(startPhone, {
    body: { phoneNumber: freshNumber(), channel: 'sms' },
  });
  expect(late.code).toBe('delivery_paused');
  expect(late.retryAfter).toBeLessThanOrEqual(3600);

  system().clock.advance(30_000);
  await signInByText(ada.sub, hers);
  expect(pauses()).toEqual(new Set(['block_unconfirmed', 'country_unconfirmed', 'service_limit']));
  expect(system().logs().join('\n')).not.toContain('"event":"delivery_paused"');

  system().clock.advance(HOUR_MS);
  expect((await enrol(await signIn(system()), `${CUBA[0]}900`)).ok).toBe(true);
});

test('where customers confirm, a country and a block stay open', async () => {
  system().clock.advance(2 * HOUR_MS);
  for (const number of inBlock('+447400123', 6)) {
    const customer = await signIn(system());
    await customer.get(startPhone, { body: { phoneNumber: number, channel: 'sms' } });
    await customer.get(confirmPhone, { body: { code: lastCode(system(), number) } });
    // Confirmations count once the table's stream has told of them.
    await system().idle();
  }
});

test('neither country nor block is stored with a number in it', async () => {
  const { endpoint, tableNames } = system().dynamo;
  const items = JSON.stringify(await itemsOf(endpoint, tableNames[0]));
  expect(items).toContain('COUNTRY#CU');
  expect(items).toContain('BLOCK#1.');
  for (const block of CUBA) expect(items).not.toContain(block.slice(1));
});

async function itemsOf(endpoint: string, TableName: string | undefined) {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  client.destroy();
  return Items;
}
