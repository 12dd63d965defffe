import {
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { confirmTotp } from '../../shared/contract/operations/confirm-totp.ts';
import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { isRecord, type Template } from '../local/emulator/template/template.ts';
import { authenticator, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

/** The template with one action taken from the role of one function. */
const without =
  (functionPrefix: string, action: string) =>
  (template: Template): Template => {
    const strip = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.filter((one) => one !== action).map(strip);
      if (!isRecord(value)) return value === action ? 'none:None' : value;
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, strip(part)]));
    };
    const Resources = Object.fromEntries(
      Object.entries(template.Resources).map(([id, resource]) => {
        const isPolicy = resource.Type === 'AWS::IAM::Policy' && id.startsWith(functionPrefix);
        return [id, isPolicy ? (strip(resource) as typeof resource) : resource];
      }),
    );
    return { ...template, Resources };
  };

/** A client with the credentials of the function's role. */
function dynamoAs(functionPrefix: string): { client: DynamoDBClient; trail: string; users: string } {
  const fn = whole().functions.find(({ logicalId }) => logicalId.startsWith(functionPrefix));
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_ENDPOINT_URL = '' } = fn?.env ?? {};
  const [users = '', trail = ''] = whole().dynamo.tableNames;
  const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  const client = new DynamoDBClient({
    endpoint: AWS_ENDPOINT_URL,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
  return { client, trail, users };
}

// What is tried with a function's credentials here is no use that the function makes of them.
const whole = useLocalSystem({ edit: (template) => template });

describe('the audit trail', () => {
  const Item = { pk: { S: 'USER#kim' }, sk: { S: '000000000000001-0' }, type: { S: 'EnrollmentSkipped' } };

  test.each(['verifychallenge', 'supportreset', 'supportlistevents', 'Noticessendnotices'])(
    'cannot be written by %s',
    async (name) => {
      const { client, trail } = dynamoAs(name);
      await expect(client.send(new PutItemCommand({ TableName: trail, Item }))).rejects.toMatchObject({
        name: 'AccessDeniedException',
      });
    },
  );

  test('is added to by the publisher, who can take nothing back', async () => {
    const { client, trail, users } = dynamoAs('Eventspublishevents');
    const Key = { pk: Item.pk, sk: Item.sk };
    await client.send(new PutItemCommand({ TableName: trail, Item }));
    for (const command of [
      new DeleteItemCommand({ TableName: trail, Key }),
      new UpdateItemCommand({ TableName: trail, Key }),
      new PutItemCommand({ TableName: users, Item }),
    ]) {
      await expect(client.send(command as PutItemCommand)).rejects.toMatchObject({
        name: 'AccessDeniedException',
      });
    }
  });
});

describe('a role that lacks a permission fails where the deployed one would', () => {
  const signer = useLocalSystem({ edit: without('confirmtotp', 'kms:Sign') });
  const writer = useLocalSystem({ edit: without('starttotp', 'dynamodb:PutItem') });

  test('without kms:Sign nothing is confirmed, and the right code stays unspent', async () => {
    const customer = await signIn(signer());
    const { secret } = await customer.get(startTotp, { body: {} });

    const refused = await customer.refused(confirmTotp, {
      body: { code: authenticator(signer(), secret).code() },
    });

    expect(refused.code).toBe('unavailable');
    expect(await customer.get(getStatus)).toMatchObject({ enabled: false, pending: { method: 'totp' } });
  });

  test('without dynamodb:PutItem an enrolment does not start, while other functions go on', async () => {
    const customer = await signIn(writer());

    expect((await customer.refused(startTotp, { body: {} })).code).toBe('unavailable');
    expect((await customer.get(startChallenge, { body: {} })).decision).toBe('enroll');
  });
});
