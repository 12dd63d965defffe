/** The command line of the users command. */

import { readOptions } from '../../../../shared/operator/users/options.ts';

test('an import needs its file and the key that seals; the rest has a default', () => {
  expect(readOptions(['import', 'users.jsonl', '--root-key', 'arn:key'])).toEqual({
    command: 'import',
    file: 'users.jsonl',
    rootKey: 'arn:key',
    rate: 200,
    state: 'users.jsonl.journal',
    settings: undefined,
    table: undefined,
    dryRun: false,
  });
  expect(readOptions(['import', '-', '--dry-run'])).toMatchObject({ state: 'users.journal', dryRun: true });
});

test('an erasure names users, or a file of them', () => {
  expect(readOptions(['erase', 'kim', 'robin'])).toMatchObject({ command: 'erase', subs: ['kim', 'robin'] });
  expect(readOptions(['erase', '--file', 'closed.txt'])).toMatchObject({ subs: [], file: 'closed.txt' });
});

test.each([
  [[], 'Say import, export, erase or keys.'],
  [['delete', 'kim'], 'Say import, export, erase or keys.'],
  [['import', '--root-key', 'arn:key'], 'Name one file of users.'],
  [['import', 'a', 'b', '--root-key', 'arn:key'], 'Name one file of users.'],
  [['import', 'a'], 'Name the key that seals with --root-key.'],
  [['import', 'a', '--root-key', 'arn:key', '--rate', '0'], 'The rate must be above 0 and at most 10000.'],
  [['erase'], 'Name the users to erase.'],
  [['export', 'kim'], 'export takes no names: it has everybody.'],
  [['export', '--dry-run'], 'There is no --dry-run for export.'],
  [['erase', 'kim', '--root-key', 'arn:key'], 'There is no --root-key for erase.'],
  [['import', 'a', '--drey-run'], "Unknown option '--drey-run'"],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
