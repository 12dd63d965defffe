/** The records of a CSV file (RFC 4180), one at a time, each with its line; a broken one costs only itself. */

import { parse } from 'csv-parse/sync';

export interface CsvRecord {
  /** Number of the line that the record begins on, from 1. */
  readonly line: number;
  /** `undefined` where the quotes make no sense. */
  readonly fields: readonly string[] | undefined;
}

/** More lines than this no record has: its closing quote is missing. */
const MAX_LINES = 20;

/**
 * Reads records from lines without their ends. A quoted field may have line breaks; but if its closing quote is
 * missing, only the line with the opening one is lost, and not all that comes after it.
 */
export async function* readRecords(lines: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let line = 1;
  const open: string[] = [];
  for await (const text of lines) {
    open.push(line === 1 && open.length === 0 ? text.replace(/^\ufeff/, '') : text);
    yield* take(false);
  }
  yield* take(true);

  function* take(atEnd: boolean): Generator<CsvRecord> {
    while (open.length > 0) {
      const complete = completeRecord(open);
      if (complete === undefined && !atEnd && open.length < MAX_LINES) return;
      const fields = complete === undefined ? undefined : fieldsOf(open.slice(0, complete));
      const used = fields === undefined ? 1 : (complete ?? 1);
      if (open.slice(0, used).some((text) => text !== '')) yield { line, fields };
      open.splice(0, used);
      line += used;
    }
  }
}

/** How many of the lines make a record: up to the one where every quote is closed. */
function completeRecord(lines: readonly string[]): number | undefined {
  let quotes = 0;
  for (const [index, line] of lines.entries()) {
    quotes += line.split('"').length - 1;
    if (quotes % 2 === 0) return index + 1;
  }
  return undefined;
}

function fieldsOf(lines: readonly string[]): readonly string[] | undefined {
  try {
    const [fields] = parse(lines.join('\n'), { relax_column_count: true, record_delimiter: '\0' });
    return fields;
  } catch {
    return undefined;
  }
}
