/** The customers in the operator's file: a header row, then `userId,email,locale`, in any order. */

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import { type Locale, pickLocale } from '../../wording/locale.ts';
import { countLines } from '../common/count-lines.ts';
import { readRecords } from './records.ts';

export interface Customer {
  readonly userId: string;
  readonly email: string;
  readonly locale: Locale;
}

export type Row = {
  readonly line: number;
} & ({ readonly customer: Customer } | { readonly fault: string });

/** The file is not what it should be, so nothing is done with it. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
}

const email = z.email();
const MAX_USER_ID = 255;

/**
 * Reads row by row, whatever the size of the file. A row that makes no sense comes as a fault, which says why.
 * Throws a `FileFault` for a file without the columns.
 * @param fallback the language of customers whose `locale` is empty or none of ours.
 */
export async function* readCustomers(path: string, fallback: Locale): AsyncGenerator<Row> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  let columns: Columns | undefined;
  for await (const { line, fields } of readRecords(lines)) {
    if (columns === undefined) columns = columnsOf(fields ?? []);
    else yield { line, ...customerOf(fields, columns, fallback) };
  }
  if (columns === undefined) throw new FileFault('The file is empty.');
}

/** About how many rows the file has: its lines but for the header. */
export const countRows = async (path: string): Promise<number> => Math.max(0, (await countLines(path)) - 1);

type Columns = Readonly<Record<'userId' | 'email' | 'locale', number>>;

function columnsOf(header: readonly string[]): Columns {
  const names = header.map((name) => name.trim().toLowerCase());
  const columns = {
    userId: names.indexOf('userid'),
    email: names.indexOf('email'),
    locale: names.indexOf('locale'),
  };
  if (columns.userId === -1 || columns.email === -1) {
    throw new FileFault('The first row must name the columns userId, email and, if there is one, locale.');
  }
  return columns;
}

function customerOf(
  fields: readonly string[] | undefined,
  columns: Columns,
  fallback: Locale,
): { readonly customer: Customer } | { readonly fault: string } {
  if (fields === undefined) return { fault: 'the quotes are not closed' };
  const at = (index: number): string => (fields[index] ?? '').trim();
  const userId = at(columns.userId);
  const address = at(columns.email);
  if (userId === '' || userId.length > MAX_USER_ID) return { fault: 'no user id of 1 to 255 characters' };
  if (!email.safeParse(address).success) return { fault: 'no mail address' };
  return {
    customer: { userId, email: address, locale: pickLocale({ requested: at(columns.locale), fallback }) },
  };
}
