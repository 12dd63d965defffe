/** The stack's tables, found by the names that CloudFormation gives them: stack, logical id, and some letters. */

import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../adapters/table.ts';

/** By the beginning of its logical id: the option that names it instead. */
const OPTIONS = { Users: '--table', Trail: '--trail-table' } as const;

/** The one table of the account and region that the stack has made. Throws if there are none or several. */
export async function findTable(
  { client }: Pick<Table, 'client'>,
  stackName: string,
  which: keyof typeof OPTIONS = 'Users',
): Promise<string> {
  const prefix = `${stackName}-${which}`;
  const { TableNames = [] } = await client.send(
    new ListTablesCommand({ ExclusiveStartTableName: prefix, Limit: 20 }),
  );
  const [name, ...others] = TableNames.filter((one) => one.startsWith(prefix));
  if (name === undefined) {
    throw new Error(`There is no table of the stack ${stackName} here; name it with ${OPTIONS[which]}.`);
  }
  if (others.length > 0) {
    throw new Error(`There are several tables of a stack ${stackName}; name one with ${OPTIONS[which]}.`);
  }
  return name;
}
