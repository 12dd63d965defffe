/** The model's table in memory, which notes what each partition key is asked for, and when. */

import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../shared/adapters/table.ts';
import { itemBytes } from '../bench/item-size.ts';
import type { Item } from '../model/expressions.ts';
import { memoryTable, type TableCommand } from '../model/table.ts';

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

/** A request, with the units that it costs. */
export interface Noted {
  readonly key: string;
  readonly kind: 'read' | 'write';
  readonly units: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface Answer {
  readonly Item?: Item;
  readonly Attributes?: Item;
}

/**
 * @param note is told of each request.
 * @param now by the simulation's clock.
 */
export function countedTable(note: (request: Noted) => void, now: () => number): Table {
  const memory = memoryTable();
  async function send(command: TableCommand): Promise<unknown> {
    const isRead = command instanceof GetItemCommand;
    const noteUnits = (item: Item | undefined): void => {
      const unit = isRead ? READ_UNIT_BYTES : WRITE_UNIT_BYTES;
      const units = Math.max(1, Math.ceil(itemBytes(item ?? {}) / unit));
      note({ key: keyOf(command), kind: isRead ? 'read' : 'write', units, at: now() });
    };
    try {
      const output: Answer = Object(await memory.perform(command));
      const written = command instanceof PutItemCommand ? command.input.Item : output.Attributes;
      noteUnits(isRead ? output.Item : written);
      return output;
    } catch (error) {
      // A write whose condition does not hold is charged like one that is made.
      noteUnits(undefined);
      throw error;
    }
  }
  const client: DynamoDBClient = Object.assign(Object.create(DynamoDBClient.prototype), { send });
  return { client, name: 'simulated' };
}

const keyOf = (command: TableCommand): string =>
  (command instanceof PutItemCommand ? command.input.Item : command.input.Key)?.pk?.S ?? '';
