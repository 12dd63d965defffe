/**
 * Users in DynamoDB: one item each, read strongly consistent and changed by one conditional write.
 *
 * The condition is the version that was read, so whatever a rule has looked at still holds when its outcome
 * is written: of two racing writes one lands, and the other is decided again on what the first has left.
 */

import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Millis, UserId } from '../domain/brand.ts';
import type { Clock } from '../domain/ports.ts';
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
   * the rule is applied again to what that write has left. Throws `Unavailable`, with nothing written.
   */
  update<T>(read: User, rule: Rule<T>): Promise<Result<T, Refusal>>;
}

/** Each round is lost to a write that landed, and limits bound those: far more than can happen. */
const MAX_ROUNDS = 200;

export function createUserStore(table: Table, clock: Clock): UserStore {
  async function load(id: UserId): Promise<User> {
    const { Item } = await available('dynamodb', () =>
      table.client.send(new GetItemCommand({ TableName: table.name, Key: keyOf(id), ConsistentRead: true })),
    );
    return Item === undefined ? newUser(id) : userOf(id, unmarshall(Item));
  }

  /** Writes the record, or returns the one that was written meanwhile. */
  async function replace(read: User, next: User, version: number): Promise<User | undefined> {
    const { id, ...record } = next;
    const ttl = cleanUpTime(next);
    const item = { ...record, version, ...(ttl !== undefined && { ttl: ttlOf(ttl) }) };
    try {
      await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { ...keyOf(id), ...marshall(item, { removeUndefinedValues: true }) },
          ConditionExpression: read.version === 0 ? 'attribute_not_exists(pk)' : 'version = :read',
          ...(read.version !== 0 && { ExpressionAttributeValues: { ':read': { N: String(read.version) } } }),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw new Unavailable('dynamodb', error);
      return error.Item === undefined ? load(id) : userOf(id, unmarshall(error.Item));
    }
  }

  async function update<T>(read: User, rule: Rule<T>): Promise<Result<T, Refusal>> {
    let current = read;
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

function userOf(id: UserId, item: Record<string, unknown>): User {
  const { pk: _pk, sk: _sk, ttl: _ttl, ...record } = item;
  return { ...(record as Omit<User, 'id'>), id };
}

/**
 * When nothing in the record matters any more: never for one with a factor, a prompt's history, an exemption
 * or an address; else when the last of its parts has ended, with a day to spare.
 */
function cleanUpTime(user: User): Millis | undefined {
  const { factor, prompt, exempt, contact, limits, pending, usedChallenges, resetAt } = user;
  if (factor ?? exempt ?? contact ?? prompt.firstAskedAt ?? prompt.signUpAt) return undefined;
  const ends = [
    limits.attempts?.endsAt,
    limits.backupAttempts?.endsAt,
    limits.failures?.endsAt,
    limits.requests?.endsAt,
    limits.resendAt,
    pending?.expiresAt,
    resetAt,
    ...Object.values(usedChallenges),
  ];
  const DAY_MS = 24 * 60 * 60 * 1000;
  return Math.max(0, ...ends.filter((end) => end !== undefined)) + DAY_MS;
}
