/** Permissions as text: a table, and what a run has left unused or missed. */

import type { Met, Permission } from '../local/emulator/iam/permissions.ts';

const KEYS = ['functionName', 'action', 'resource', 'condition'] as const;

const keyOf = (permission: Permission): string => KEYS.map((key) => permission[key]).join('\t');

/** In columns, each as wide as its widest. */
export function rendered(permissions: readonly Permission[]): string {
  const rows = [
    { functionName: 'function', action: 'action', resource: 'resource', condition: 'condition' },
    ...permissions,
  ];
  const widths = KEYS.map((key) => Math.max(...rows.map((row) => row[key].length)));
  return rows
    .map((row) =>
      KEYS.map((key, index) => row[key].padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What is granted and was not used. */
export function unusedIn(granted: readonly Permission[], met: readonly Met[]): readonly Permission[] {
  const used = new Set(met.filter(({ outcome }) => outcome === 'used').map(keyOf));
  return granted.filter((permission) => !used.has(keyOf(permission)));
}

/** What was asked for and not granted, each once. */
export const refusedIn = (met: readonly Met[]): readonly Permission[] => [
  ...new Map(met.filter(({ outcome }) => outcome === 'refused').map((one) => [keyOf(one), one])).values(),
];
