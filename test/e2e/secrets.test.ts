import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import {
  challenge,
  enrolPhone,
  enrolTotp,
  freshNumber,
  lastCode,
  nextStep,
  prove,
  requestCode,
  signIn,
} from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

/** Everything in the tables, as the database holds it. */
async function rawItems(): Promise<string> {
  const { endpoint, tableNames } = system().dynamo;
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const pages = await Promise.all(tableNames.map((TableName) => client.send(new ScanCommand({ TableName }))));
  client.destroy();
  return JSON.stringify(pages.map(({ Items }) => Items));
}

/** The forms in which something may be written: as it is, and encoded. */
const forms = (secret: string) => [
  secret,
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
];

test('a whole run leaves no secret, code, backup code, number, address or token in the table or a log', async () => {
  const app = await signIn(system(), { sid: 's1', email: 'kim.secret@example.com' });
  const enrolled = await enrolTotp(system(), app);
  nextStep(system());
  const used = enrolled.app.code();
  const assertion = await prove(app, used, { purpose: 'step_up' });
  const wrong = enrolled.app.wrong();
  await app.refused(verifyChallenge, {
    params: { challengeId: await challenge(app) },
    body: { method: 'totp', code: wrong },
  });
  await prove(app, enrolled.backupCodes[0] ?? '', { method: 'backup_code' });

  const number = freshNumber();
  const phone = await signIn(system(), { email: 'sam.secret@example.com' });
  const { backupCodes } = await enrolPhone(system(), phone, number);
  const enrolCode = lastCode(system(), number);
  system().clock.advance(30_000);
  const signInCode = await requestCode(system(), phone, await challenge(phone), number, 'call');
  const second = freshNumber();
  system().clock.advance(30_000);
  const switching = await prove(phone, backupCodes[0] ?? '', { method: 'backup_code', purpose: 'step_up' });
  await phone.get(startPhone, {
    body: { phoneNumber: second, channel: 'sms' },
    headers: { 'x-2fa-assertion': switching },
  });
  const pendingCode = lastCode(system(), second);
  await system().idle();

  const secrets = [
    ...enrolled.backupCodes,
    ...backupCodes,
    number,
    second,
    'kim.secret@example.com',
    'sam.secret@example.com',
    app.token,
    assertion,
    switching,
  ];
  const items = await rawItems();
  const logs = system().logs().join('\n');
  expect(items).toContain(app.sub);
  expect(logs).toContain('request_completed');
  for (const secret of secrets) {
    for (const form of forms(secret)) {
      expect(items).not.toContain(form);
      expect(logs).not.toContain(form);
    }
    expect(items).not.toContain(secret.replaceAll('-', ''));
  }
  // Six digits occur by chance inside of longer numbers, so codes are looked for as numbers of their own.
  for (const code of [used, wrong, enrolCode, signInCode, pendingCode]) {
    const alone = new RegExp(`(?<![0-9A-Za-z_.-])${code}(?![0-9A-Za-z_-])`);
    expect(items).not.toMatch(alone);
    expect(logs).not.toMatch(alone);
  }
  for (const message of system().controls.messages()) expect(logs).not.toContain(message.text);
});

test('the secret of an authenticator is shown once, and never in an item', async () => {
  const customer = await signIn(system());
  const { secret } = await customer.get(startTotp, { body: {} });

  const items = await rawItems();

  expect(items).toContain(customer.sub);
  expect(items).not.toContain(secret);
});
