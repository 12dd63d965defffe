/**
 * Users in DynamoDB: one item each, read strongly consistent and changed by one conditional write.
 *
 * The condition is the version that was read, so whatever a rule has looked at still holds when its outcome
 * is written: of two racing writes one lands, and the other is decided again on what the first has left.
 */

import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Millis, UserId } from '../domain/brand.ts';
import type { Clock, Random } from '../domain/ports.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Result } from '../domain/result.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { newUser, type Rule, type User } from '../domain/user.ts';
import { RECORD, type Table, ttlOf, userKey } from './table.ts';

export interface UserStore {
  /** The newest state; throws `Unavailable`. */
  load(id: UserId): Promise<User>;
  /**
   * Applies the rule to the state that was read and writes what it says, once. If another write came first,
   * the rule is applied again to what that write has left. Throws `Unavailable`; where no answer came in time,
   * the write may have landed all the same.
   */
  update<T>(read: User, rule: Rule<T>): Promise<Result<T, Refusal>>;
}

/** Each round is lost to a write that landed; more than this at once is no load but an attack on one user. */
const MAX_ROUNDS = 200;

export function createUserStore(table: Table, clock: Clock, random: Pick<Random, 'id'>): UserStore {
  async function read(id: UserId): Promise<StoredRecord | undefined> {
    const { Item } = await available('dynamodb', () =>
      table.client.send(new GetItemCommand({ TableName: table.name, Key: keyOf(id), ConsistentRead: true })),
    );
    return Item && unmarshall(Item);
  }

  const load = async (id: UserId): Promise<User> => userOf(id, await read(id));

  /** Writes the record, or returns the one that was written meanwhile. */
  async function replace(previous: User, next: User, version: number): Promise<User | undefined> {
    const { id, ...record } = next;
    const writeId = random.id();
    const ttl = cleanUpTime(next, clock.now());
    const item = { ...record, version, writeId, ...(ttl !== undefined && { ttl: ttlOf(ttl) }) };
    try {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { ...keyOf(id), ...marshall(item, { removeUndefinedValues: true }) },
          ConditionExpression: previous.version === 0 ? 'attribute_not_exists(pk)' : 'version = :previous',
          ...(previous.version !== 0 && {
            ExpressionAttributeValues: { ':previous': { N: String(previous.version) } },
          }),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
      const found = error.Item === undefined ? await read(id) : unmarshall(error.Item);
      // Where the answer to a write is lost, the SDK tries again and meets the write itself.
      return found?.writeId === writeId ? undefined : userOf(id, found);
    }
  }

  async function update<T>(seen: User, rule: Rule<T>): Promise<Result<T, Refusal>> {
    let current = seen;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      // The rule sees the version it will be written under, so that what it returns can be updated again.
      const version = Math.max(current.version + 1, clock.now());
      const { write, result } = rule({ ...current, version, events: [] });
      if (write === undefined) return result;
      const newer = await replace(current, write, version);
      if (newer === undefined) return result;
      current = newer;
    }
    throw new Unavailable('dynamodb', new Error('contention'));
  }

  return { load, update };
}

const keyOf = (id: UserId) => ({ pk: { S: userKey(id) }, sk: { S: RECORD } });

type StoredRecord = Record<string, unknown>;

function userOf(id: UserId, item: StoredRecord | undefined): User {
  if (item === undefined) return newUser(id);
  const { pk: _pk, sk: _sk, ttl: _ttl, writeId: _writeId, ...record } = item;
  return { ...(record as Omit<User, 'id'>), id };
}

/**
 * When nothing in the record matters any more: never for one with a factor, a prompt's history, an exemption
 * or an address; else when the last of its parts has ended, with a day to spare. Never in the past:
 * DynamoDB leaves items alone whose time is more than five years ago.
 */
function cleanUpTime(user: User, now: Millis): Millis | undefined {
  const { factor, prompt, exempt, contact, limits, pending, usedChallenges, resetAt } = user;
  if (factor ?? exempt ?? contact ?? prompt.firstAskedAt ?? prompt.signUpAt) return undefined;
  const ends = [
    limits.attempts?.endsAt,
    limits.backupAttempts?.endsAt,
    limits.failures?.endsAt,
    limits.requests?.endsAt,
    limits.resendAt,
    limits.refusedNumber?.endsAt,
    pending?.expiresAt,
    resetAt,
    ...Object.values(usedChallenges),
  ];
  const DAY_MS = 24 * 60 * 60 * 1000;
  return Math.max(now, ...ends.filter((end) => end !== undefined)) + DAY_MS;
}
