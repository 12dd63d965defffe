/**
 * The table that a run uses: one in memory, which is fast, or DynamoDB Local, which is the real thing. Both take the
 * commands that the adapters make; that they answer alike is tested by the same runs on both.
 */

import {
  ConditionalCheckFailedException,
  type DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { holds, type Item, type Placeholders, updated } from './expressions.ts';

export type TableCommand = GetItemCommand | PutItemCommand | UpdateItemCommand | DeleteItemCommand;

export interface RunTable {
  readonly name: string;
  /** Does what the command says, at once and whole. Throws what the SDK throws. */
  readonly perform: (command: TableCommand) => Promise<unknown>;
}

export function memoryTable(): RunTable {
  const items = new Map<string, Item>();
  const keyOf = (key: Item | undefined) => `${key?.pk?.S} ${key?.sk?.S}`;

  /** The item, if the condition holds; absent, it is empty. */
  function checked(key: string, condition: string | undefined, placeholders: Placeholders): Item {
    const found = items.get(key);
    if (holds(condition, found ?? {}, placeholders)) return found ?? {};
    throw new ConditionalCheckFailedException({
      message: 'The conditional request failed',
      $metadata: {},
      ...(found !== undefined && { Item: found }),
    });
  }

  function perform(command: TableCommand): unknown {
    if (command instanceof GetItemCommand) return { Item: items.get(keyOf(command.input.Key)) };
    if (command instanceof PutItemCommand) {
      const { Item, ConditionExpression } = command.input;
      const key = keyOf(Item);
      checked(key, ConditionExpression, command.input);
      items.set(key, Item ?? {});
      return {};
    }
    if (command instanceof UpdateItemCommand) {
      const { Key, UpdateExpression = '', ConditionExpression } = command.input;
      const key = keyOf(Key);
      const found = checked(key, ConditionExpression, command.input);
      const Attributes = { ...Key, ...updated(UpdateExpression, found, command.input) };
      items.set(key, Attributes);
      return { Attributes };
    }
    items.delete(keyOf(command.input.Key));
    return {};
  }

  return { name: 'memory', perform: async (command) => perform(command) };
}

/** A table of DynamoDB Local. */
export const realTable = (client: DynamoDBClient, name: string): RunTable => ({
  name,
  perform: (command) => {
    if (command instanceof GetItemCommand) return client.send(command);
    if (command instanceof PutItemCommand) return client.send(command);
    if (command instanceof UpdateItemCommand) return client.send(command);
    return client.send(command);
  },
});
