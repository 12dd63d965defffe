/**
 * Users in DynamoDB: one item each, read strongly consistent and changed by one conditional write.
 *
 * The condition is the version that was read, so whatever a rule has looked at still holds when its outcome is
 * written. A write that loses is told what the other has left, so losing costs no extra read.
 */

import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Millis, UserId } from '../domain/brand.ts';
import { limitEnds, openLimits } from '../domain/limits.ts';
import type { Clock, Random } from '../domain/ports/system.ts';
import type { UserStore } from '../domain/ports/user-store.ts';
import { available, Unavailable } from '../domain/unavailable.ts';
import { newUser, type User } from '../domain/user.ts';
import { fromItem, toItem } from './record-item.ts';
import { RECORD, type Table, ttlOf, userKey } from './table.ts';

/** Ids kept of the last writes: more are not made between a write and the SDK's next try. */
const WRITES_KNOWN = 4;
/** Of base64url, 48 bits: an id is told from a handful of others of the same user. */
const WRITE_ID_LENGTH = 8;

/** @param requestId id of the request that writes: the stream carries it on with the events, in no write of its own. */
export function createUserStore(
  table: Table,
  clock: Pick<Clock, 'now'>,
  random: Pick<Random, 'id'>,
  requestId: () => string | undefined = () => undefined,
): UserStore {
  async function read(id: UserId): Promise<StoredRecord | undefined> {
    const { Item } = await available('dynamodb', () =>
      table.client.send(new GetItemCommand({ TableName: table.name, Key: keyOf(id), ConsistentRead: true })),
    );
    return Item && fromItem(Item);
  }

  return {
    load: async (id) => userOf(id, await read(id)),

    async replace(previous, next) {
      const { id, ...record } = next;
      const now = clock.now();
      const limits = openLimits(record.limits, now);
      const writeId = random.id().slice(0, WRITE_ID_LENGTH);
      const ttl = cleanUpTime(next, now);
      const writes = [writeId, ...(previous.writes ?? [])].slice(0, WRITES_KNOWN);
      // Only events have a use for it.
      const rq = record.events.length > 0 ? packed(requestId()) : undefined;
      const item = { ...record, limits, writes, rq, ...(ttl !== undefined && { ttl: ttlOf(ttl) }) };
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.name,
            Item: { ...keyOf(id), ...toItem(item) },
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
        const found = userOf(id, error.Item === undefined ? await read(id) : fromItem(error.Item));
        // Where the answer to a write is lost, the SDK tries again and meets the write itself, or what came after.
        return found.writes?.includes(writeId) ? undefined : found;
      }
    },
  };
}

/**
 * API Gateway's ids are 11 bytes as base64url with padding: as bytes they take a quarter less of the record, which is to
 * fit one write unit. Whatever else came stays text.
 */
function packed(id: string | undefined): string | Uint8Array | undefined {
  if (id === undefined) return undefined;
  const bytes = Buffer.from(id, 'base64url');
  return `${bytes.toString('base64url')}=` === id ? bytes : id;
}

const keyOf = (id: UserId) => ({ pk: { S: userKey(id) }, sk: { S: RECORD } });

type StoredRecord = Record<string, unknown>;

function userOf(id: UserId, item: StoredRecord | undefined): User {
  if (item === undefined) return newUser(id);
  const { pk: _pk, sk: _sk, ttl: _ttl, rq: _rq, ...record } = item;
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
  const ends = [...limitEnds(limits), pending?.expiresAt, resetAt, ...Object.values(usedChallenges)];
  const DAY_MS = 24 * 60 * 60 * 1000;
  return Math.max(now, ...ends.filter((end) => end !== undefined)) + DAY_MS;
}
