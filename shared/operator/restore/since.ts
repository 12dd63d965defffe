/** What has happened since a backup was made that restoring it would undo, by the trails, which are not restored with it. */

import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Table, userOfKey } from '../../adapters/table.ts';
import type { Millis, UserId } from '../../domain/brand.ts';
import type { DomainEvent } from '../../domain/event.ts';

/** What is to become of the record of before. */
export type Undone =
  /** Support has taken the factor away: it is not to come back. */
  | 'reset'
  /** Backup codes were used or replaced: those of before are not to work again. */
  | 'backup codes'
  /** The factor is another one now, or none: whoever had the old one could use it again. */
  | 'factor';

/** Exhaustive, so that a new event has to say what restoring makes of it. */
const UNDONE: Readonly<Record<DomainEvent['type'], Undone | undefined>> = {
  SupportReset: 'reset',
  UserErased: 'reset',
  BackupCodeUsed: 'backup codes',
  BackupCodesReplaced: 'backup codes',
  AuthenticatorReplaced: 'factor',
  MethodChanged: 'factor',
  PhoneNumberChanged: 'factor',
  TwoFactorDisabled: 'factor',
  TwoFactorEnabled: undefined,
  FactorImported: undefined,
  EnrollmentSkipped: undefined,
  SignInVerified: undefined,
  SignInNotCompleted: undefined,
  CodeRequested: undefined,
  CodeNotSent: undefined,
  WrongCodesEntered: undefined,
  WrongCodesRepeated: undefined,
  AttemptsExceeded: undefined,
  RequestsExceeded: undefined,
  UserLocked: undefined,
  SupportViewed: undefined,
};

const undoneBy = (type: unknown): Undone | undefined =>
  Object.entries(UNDONE).find(([name]) => name === type)?.[1];

/** Reads all trails once, page by page. */
export async function undoneSince(
  { client, name }: Table,
  since: Millis,
): Promise<ReadonlyMap<UserId, ReadonlySet<Undone>>> {
  const found = new Map<UserId, Set<Undone>>();
  let next: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: name,
        FilterExpression: '#at >= :since AND begins_with(pk, :user)',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: marshall({ ':since': since, ':user': 'USER#' }),
        ...(next !== undefined && { ExclusiveStartKey: next }),
      }),
    );
    for (const { pk, type, reset } of Items.map((item) => unmarshall(item))) {
      const undone = undoneBy(type);
      if (undone === undefined || (type === 'SupportReset' && reset !== 'factors')) continue;
      const user = userOfKey(pk);
      found.set(user, (found.get(user) ?? new Set<Undone>()).add(undone));
    }
    next = LastEvaluatedKey;
  } while (next !== undefined);
  return found;
}
