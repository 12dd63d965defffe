/** Puts the users' records of a restored table back into the stack's own, without what must not come back. */

import { type AttributeValue, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { RECORD, type Table, userOfKey } from '../../adapters/table.ts';
import type { UserId } from '../../domain/brand.ts';
import type { Undone } from './since.ts';

type Item = Record<string, AttributeValue>;

/** What became of a record. */
export type Outcome = 'restored' | 'without backup codes' | 'with an old factor' | 'left out';

export interface Restoring {
  readonly undone: ReadonlyMap<UserId, ReadonlySet<Undone>>;
  /** Those to restore. Default: all. */
  readonly only?: ReadonlySet<UserId>;
  readonly dryRun: boolean;
  readonly tell: (user: UserId, outcome: Outcome) => void;
}

/**
 * What goes back of a record. Its events go nowhere: they would be published, and mailed, a second time. Counts that
 * users share are not restored at all, since what they count is over.
 */
function partOf(
  item: Item,
  undone: ReadonlySet<Undone>,
): { readonly item?: Item; readonly outcome: Outcome } {
  if (undone.has('reset')) return { outcome: 'left out' };
  const record: Item = { ...item, events: { L: [] } };
  const { backupCodes: _void, ...withoutCodes } = record;
  const kept = undone.has('backup codes') ? withoutCodes : record;
  if (undone.has('factor')) return { item: kept, outcome: 'with an old factor' };
  return { item: kept, outcome: undone.has('backup codes') ? 'without backup codes' : 'restored' };
}

/** Writes one record after another; what is in the stack's table and not in the restored one stays. May be repeated. */
export async function restoreRecords(from: Table, to: Table, options: Restoring): Promise<void> {
  let next: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await from.client.send(
      new ScanCommand({
        TableName: from.name,
        FilterExpression: 'sk = :record',
        ExpressionAttributeValues: marshall({ ':record': RECORD }),
        ConsistentRead: true,
        ...(next !== undefined && { ExclusiveStartKey: next }),
      }),
    );
    for (const found of Items) {
      const user = userOfKey(found.pk?.S);
      if (options.only !== undefined && !options.only.has(user)) continue;
      const { item, outcome } = partOf(found, options.undone.get(user) ?? new Set());
      if (item !== undefined && !options.dryRun) {
        await to.client.send(new PutItemCommand({ TableName: to.name, Item: item }));
      }
      options.tell(user, outcome);
    }
    next = LastEvaluatedKey;
  } while (next !== undefined);
}
