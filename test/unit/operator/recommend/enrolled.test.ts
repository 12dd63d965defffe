/** Which customers have no need of the recommendation, asked of DynamoDB a hundred at a time. */

import { type BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createReadStandings } from '../../../../shared/operator/recommend/enrolled.ts';

/** A client that answers with the records of these users, so many keys at a time. */
class FakeClient extends DynamoDBClient {
  readonly asked: number[] = [];
  readonly records: Readonly<Record<string, object>>;
  readonly atATime: number;

  constructor(records: Readonly<Record<string, object>>, atATime: number) {
    super({ region: 'eu-west-1' });
    this.records = records;
    this.atATime = atATime;
  }

  override send = async (command: unknown) => {
    const { input } = command as BatchGetItemCommand;
    const keys = input.RequestItems?.users?.Keys ?? [];
    this.asked.push(keys.length);
    const found = keys.slice(0, this.atATime).flatMap(({ pk }) => {
      const record = this.records[pk?.S ?? ''];
      return record === undefined ? [] : [marshall({ pk: pk?.S, ...record })];
    });
    const left = keys.slice(this.atATime);
    return {
      Responses: { users: found },
      UnprocessedKeys: left.length === 0 ? {} : { users: { Keys: left } },
    };
  };
}

function standings(records: Readonly<Record<string, object>>, atATime = 100) {
  const client = new FakeClient(records, atATime);
  const pauses: number[] = [];
  const read = createReadStandings({ client, name: 'users' }, async (ms) => void pauses.push(ms));
  return { read, pauses, asked: client.asked };
}

describe('standings', () => {
  test('a factor, an exemption, neither, and no record at all', async () => {
    const { read } = standings({
      'USER#1': { factor: { enabledAt: 1 } },
      'USER#2': { exempt: 'sso' },
      'USER#3': {},
    });
    expect(Object.fromEntries(await read(['1', '2', '3', '4']))).toEqual({
      1: 'enrolled',
      2: 'exempt',
      3: 'open',
      4: 'open',
    });
  });

  test('keys that DynamoDB did not get to are asked for again, with growing pauses', async () => {
    const { read, pauses, asked } = standings({ 'USER#5': { factor: { enabledAt: 1 } } }, 2);
    const result = await read(['1', '2', '3', '4', '5']);
    expect(result.get('5')).toBe('enrolled');
    expect([asked, pauses]).toEqual([
      [5, 3, 1],
      [50, 100],
    ]);
  });

  test('a user twice is asked for once', async () => {
    const { read, asked } = standings({});
    await read(['1', '1']);
    expect(asked).toEqual([1]);
  });

  test('without progress it gives up, and nobody counts as open by mistake', async () => {
    await expect(standings({}, 0).read(['1'])).rejects.toThrow('does not get through');
  });
});
