/** What is still under which root key, so that the operator knows when an old one can go. */

import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { fromItem } from '../../adapters/record-item.ts';
import { RECORD, type Table } from '../../adapters/table.ts';
import type { Millis } from '../../domain/brand.ts';
import { keyVersionOf } from '../../domain/key-version.ts';
import type { User } from '../../domain/user.ts';

/** Users with something under a key, of each kind. */
export interface UnderKey {
  /** A secret or telephone number: without the key they can't sign in. */
  readonly factors: number;
  /** Backup codes, whose own key is sealed under it: without it the codes are void. */
  readonly backupCodes: number;
  /** Backup codes of before sets had keys of their own: no sign-in moves them, only a new set does. */
  readonly hashedCodes: number;
  /** An address for notices. */
  readonly addresses: number;
  /** An enrolment, a code that was sent or a number that was refused: gone within a day at the latest. */
  readonly underWay: number;
}

type Kind = keyof UnderKey;
const NOTHING: UnderKey = { factors: 0, backupCodes: 0, hashedCodes: 0, addresses: 0, underWay: 0 };

/** What of a record is under which key. */
export function keysOf(
  { factor, backupCodes, contact, pending, sentCode, limits }: Partial<User>,
  now: Millis,
): readonly (readonly [Kind, number])[] {
  const found: (readonly [Kind, number])[] = [];
  const note = (kind: Kind, value: Parameters<typeof keyVersionOf>[0] | undefined): void => {
    if (value !== undefined) found.push([kind, keyVersionOf(value)]);
  };
  note('factors', factor?.method === 'totp' ? factor.secret : factor?.number);
  note('backupCodes', backupCodes?.key);
  if (backupCodes?.key === undefined) note('hashedCodes', backupCodes?.hashes[0]);
  note('addresses', contact?.email);
  if (pending !== undefined && now < pending.expiresAt) {
    note('underWay', pending.method === 'totp' ? pending.secret : pending.number);
    if (pending.method === 'phone') note('underWay', pending.code.hash);
  }
  if (sentCode !== undefined && now < sentCode.expiresAt) note('underWay', sentCode.hash);
  const refused = limits?.refusedNumber;
  if (refused !== undefined && now < refused.endsAt) note('underWay', refused.number);
  return [...new Map(found.map((one) => [one.join(), one])).values()];
}

/** Reads the whole table once, page by page: which keys there is something under, by their numbers. */
export async function countKeys(
  { client, name }: Table,
  { now, onUser = () => undefined }: { readonly now: Millis; readonly onUser?: () => void },
): Promise<ReadonlyMap<number, UnderKey>> {
  const counts = new Map<number, UnderKey>();
  let next: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: name,
        // What was written during the scan is not older than what it replaces.
        ConsistentRead: true,
        FilterExpression: 'sk = :record',
        ProjectionExpression: 'factor, backupCodes, contact, pending, sentCode, limits.refusedNumber',
        ExpressionAttributeValues: marshall({ ':record': RECORD }),
        ...(next !== undefined && { ExclusiveStartKey: next }),
      }),
    );
    for (const item of Items) {
      for (const [kind, version] of keysOf(fromItem(item) as Partial<User>, now)) {
        const known = counts.get(version) ?? NOTHING;
        counts.set(version, { ...known, [kind]: known[kind] + 1 });
      }
      onUser();
    }
    next = LastEvaluatedKey;
  } while (next !== undefined);
  return counts;
}

const WORDS: Readonly<Record<Kind, string>> = {
  factors: 'with a secret or telephone number, until they sign in next',
  backupCodes: 'with backup codes, until they sign in next',
  hashedCodes: 'with backup codes of an older kind, until they make new ones',
  addresses: 'with an address for notices, until they sign in next',
  underWay: 'with an enrolment or code under way, within a day',
};

/**
 * What the operator reads, and whether nothing is left under any key but the one in use.
 * @param rootKeys of the settings, the one in use first.
 */
export function keysReport(
  counts: ReadonlyMap<number, UnderKey>,
  rootKeys: readonly number[],
): { readonly text: string; readonly done: boolean } {
  const [inUse = 1] = rootKeys;
  const versions = [...new Set([inUse, ...rootKeys, ...[...counts.keys()].toSorted((a, b) => a - b)])];
  const sections = versions.map((version) => {
    const found = counts.get(version) ?? NOTHING;
    if (version === inUse) return `${found.factors} users are under root key ${version}, which is in use.\n`;
    const left = Object.entries(WORDS).flatMap(([kind, words]) => {
      const count = found[kind as Kind];
      return count > 0 ? [`${String(count).padStart(8)}  ${words}\n`] : [];
    });
    if (left.length === 0) return `Nothing is left under root key ${version}.\n`;
    const gone = rootKeys.includes(version) ? '' : ', which the settings have no more';
    return `Users still under root key ${version}${gone}:\n${left.join('')}`;
  });
  return { text: sections.join(''), done: versions.every((one) => one === inUse || !counts.has(one)) };
}
