/** The two tables, the users' and the trail's: their client and their keys. */

import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KeyedHash, UserId } from '../domain/brand.ts';
import { watched } from './calls.ts';
import { sdkConfig, withFastConfig } from './sdk.ts';

export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

let client: DynamoDBClient | undefined;

/** A function has one client for its tables. */
export function tableFrom(name: string): Table {
  client ??= withFastConfig(watched('DynamoDB', new DynamoDBClient(sdkConfig)));
  return { client, name };
}

const USER_PREFIX = 'USER#';
/** A user's own partition: in one table the record of the factor, in the other the audit trail. */
export const userKey = (id: UserId): string => USER_PREFIX + id;
/** The user of such a key. Throws for any other. */
export function userOfKey(key: unknown): UserId {
  if (typeof key !== 'string' || !key.startsWith(USER_PREFIX)) throw new Error('This is no key of a user.');
  return key.slice(USER_PREFIX.length) as UserId;
}
/** A telephone number's partition, by its keyed hash alone. */
export const phoneKey = (hash: KeyedHash): string => `PHONE#${hash}`;
/** The first part of the service's count has the key that it had when it was the only one. */
export const serviceKey = (part = 0): string => (part === 0 ? 'SERVICE' : `SERVICE#${part}`);
/** What is sent to a country, and to a block of numbers by its keyed hash alone. */
export const countryKey = (country: string): string => `COUNTRY#${country}`;
export const blockKey = (hash: KeyedHash): string => `BLOCK#${hash}`;

export const RECORD = 'RECORD';
export const REQUESTS = 'REQUESTS';
export const MESSAGES = 'MESSAGES';
/** Then the end of the window. */
export const ENROLMENTS_PREFIX = 'ENROLMENTS#';
export const NOTICE_PREFIX = 'NOTICE#';

/**
 * Where the trail's table says that a user was erased, for as long as the stream may still bring events of before: by
 * a hash, as the user is not to be named any more.
 */
export const erasedKey = (id: UserId): string =>
  `ERASED#${createHash('sha256').update(id).digest('base64url')}`;
export const ERASED = 'ERASED';
/** Not before any event's id of this version, and before all of later ones. */
export const lastIdOf = (version: number): string => `${String(version).padStart(15, '0')}-~`;

/** DynamoDB's clean-up wants whole seconds. */
export const ttlOf = (at: number): number => Math.ceil(at / 1000);
