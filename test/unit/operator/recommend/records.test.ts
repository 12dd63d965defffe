/** Reading the operator's CSV: RFC 4180's quoting, and faults that cost one row and not the file. */

import { readRecords } from '../../../../shared/operator/recommend/records.ts';

async function read(text: string) {
  async function* lines() {
    yield* text.split(/\r?\n/);
  }
  const records: (readonly [number, readonly string[] | undefined])[] = [];
  for await (const { line, fields } of readRecords(lines())) records.push([line, fields]);
  return records;
}

describe('CSV records', () => {
  test('quotes, commas and quotes in quotes, and a byte order mark', async () => {
    expect(await read('\ufeffuserId,email\r\n"1, or 2","a ""b"" c"\r\n,')).toEqual([
      [1, ['userId', 'email']],
      [2, ['1, or 2', 'a "b" c']],
      [3, ['', '']],
    ]);
  });

  test('a quoted field may have line breaks; the record counts from its first line', async () => {
    expect(await read('a,"one\ntwo\n"\nb,c')).toEqual([
      [1, ['a', 'one\ntwo\n']],
      [4, ['b', 'c']],
    ]);
  });

  test('empty lines are no records', async () => {
    expect(await read('a\n\n\nb\n')).toEqual([
      [1, ['a']],
      [4, ['b']],
    ]);
  });

  test('a quote that is never closed costs its own line and none after it', async () => {
    const after = Array.from({ length: 50 }, (_, index) => `user-${index},x`);
    const records = await read(['"open,x', ...after].join('\n'));
    expect(records).toHaveLength(51);
    expect(records[0]).toEqual([1, undefined]);
    expect(records[50]).toEqual([51, ['user-49', 'x']]);
  });

  test('at the end of the file too', async () => {
    expect(await read('a,b\n"open\nc,d')).toEqual([
      [1, ['a', 'b']],
      [2, undefined],
      [3, ['c', 'd']],
    ]);
  });

  test.each(['a"b,c', '"a"b,c', '"a" ,c'])(
    'quotes that make no sense (%s) are a fault of that line',
    async (line) => {
      expect(await read(`${line}\nnext,row`)).toEqual([
        [1, undefined],
        [2, ['next', 'row']],
      ]);
    },
  );
});
