/**
 * One request's way to AWS. Its calls take turns with those of the other requests, meet the troubles of their action,
 * and are tried again as the SDK does it. Whatever is written of the user is noted, in the order in which it lands.
 */

import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { fromItem } from '../../shared/adapters/record-item.ts';
import type { User } from '../../shared/domain/user.ts';
import type { MovableClock } from '../unit/support/clock.ts';
import type { Troubles } from './action.ts';
import type { RunTable, TableCommand } from './table.ts';
import { SDK_TRIES, type Trouble, tryMeets } from './trouble.ts';
import type { Turns } from './turns.ts';

/** What the SDK waits for an answer. */
const TIMEOUT_MS = 1500;

/** A write of the user that has landed. */
export interface Landing {
  /** Its place in the order of all. */
  readonly order: number;
  readonly before: User | undefined;
  readonly after: User;
}

/** Numbers what happens, and keeps the user's record as it was written last. */
export interface Journal {
  order: number;
  record: Landing['before'];
}

export interface Connection {
  readonly client: DynamoDBClient;
  readonly landings: readonly Landing[];
  /** How many writes of the user another one came before. */
  readonly lost: () => number;
  /** The troubles that were met, by the service that had them. */
  readonly met: { readonly service: 'database' | 'signer' | 'network'; readonly trouble: Trouble }[];
  /** The trouble of a call to one of the others. */
  readonly trouble: (service: 'signer' | 'network') => Trouble;
}

export function connect(
  { database, beyond }: Troubles,
  {
    table,
    turns,
    clock,
    journal,
  }: {
    readonly table: RunTable;
    readonly turns: Turns;
    readonly clock: MovableClock;
    readonly journal: Journal;
  },
): Connection {
  const landings: Landing[] = [];
  const met: Connection['met'] = [];
  let calls = 0;
  let lost = 0;

  const land = (command: TableCommand) =>
    turns.hold(async () => {
      const output = await table.perform(command);
      if (command instanceof PutItemCommand) {
        const after = fromItem(command.input.Item ?? {}) as Partial<User> as User;
        journal.order += 1;
        landings.push({ order: journal.order, before: journal.record, after });
        journal.record = after;
      }
      return output;
    });

  async function send(command: TableCommand): Promise<unknown> {
    const trouble = noted('database', database[calls] ?? 'none');
    calls += 1;
    for (let attempt = 1; ; attempt += 1) {
      await turns.next();
      const answer = await tried(command, tryMeets(trouble, attempt)).catch((error: unknown) => {
        const isLost = error instanceof ConditionalCheckFailedException;
        if (isLost && command instanceof PutItemCommand) lost += 1;
        if (isLost || attempt === SDK_TRIES) throw error;
      });
      if (answer !== undefined) {
        await turns.next();
        return answer;
      }
      if (trouble === 'lands late' && attempt === SDK_TRIES - 1) landLater(command);
    }
  }

  async function tried(command: TableCommand, meets: ReturnType<typeof tryMeets>): Promise<unknown> {
    switch (meets) {
      case 'answered':
        return land(command);
      case 'refused':
        throw named('ThrottlingException');
      case 'lost':
        await land(command).catch(() => undefined);
        break;
      case 'nothing':
        break;
    }
    clock.advance(TIMEOUT_MS);
    throw named('TimeoutError');
  }

  /** Whatever has come in between decides whether it still holds. */
  function landLater(command: TableCommand): void {
    turns.start(async () => {
      await turns.next();
      await turns.next();
      await land(command).catch(() => undefined);
    });
  }

  function noted(service: Connection['met'][number]['service'], trouble: Trouble): Trouble {
    if (trouble !== 'none') met.push({ service, trouble });
    return trouble;
  }

  return {
    client: { send } as unknown as DynamoDBClient,
    landings,
    lost: () => lost,
    met,
    trouble: (service) => noted(service, beyond),
  };
}

const named = (name: string): Error => Object.assign(new Error(name), { name });
