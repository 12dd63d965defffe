/** Used assertions in a table of a SQL database, of which the `jti` is the primary key. */

import type { UsedAssertions } from './used-assertions.ts';

export type { UsedAssertions } from './used-assertions.ts';

/** How the database writes a parameter, and an insertion that is left where the key is there. */
export type Dialect = 'postgresql' | 'mysql' | 'sqlite';

export interface SqlOptions {
  readonly dialect: Dialect;
  /** Runs a statement by itself, outside of any transaction. @returns how many rows it has inserted or deleted. */
  readonly run: (statement: string, parameters: (string | number)[]) => number | Promise<number>;
  /** A name as the database takes it unquoted, which is put into the statements as it is. @default `used_assertions` */
  readonly table?: string;
  /** Milliseconds since the epoch. @default the machine's clock */
  readonly now?: () => number;
}

/** Makes the table; for a migration. Times are seconds since the epoch. */
export const usedAssertionsTable = (table = 'used_assertions'): readonly string[] => [
  `CREATE TABLE ${table} (jti VARCHAR(64) NOT NULL PRIMARY KEY, expires_at BIGINT NOT NULL)`,
  `CREATE INDEX ${table}_expires_at ON ${table} (expires_at)`,
];

export function usedInSql({
  dialect,
  run,
  table = 'used_assertions',
  now = Date.now,
}: SqlOptions): UsedAssertions {
  const place = (position: number) => (dialect === 'postgresql' ? `$${position}` : '?');
  const forget = `DELETE FROM ${table} WHERE expires_at <= ${place(1)}`;
  const values = `INTO ${table} (jti, expires_at) VALUES (${place(1)}, ${place(2)})`;
  const insert =
    dialect === 'mysql' ? `INSERT IGNORE ${values}` : `INSERT ${values} ON CONFLICT (jti) DO NOTHING`;
  return {
    async claim(jti, expiresAt) {
      await run(forget, [Math.floor(now() / 1000)]);
      return (await run(insert, [jti, expiresAt])) === 1;
    },
  };
}
