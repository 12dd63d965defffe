/**
 * The bench's figures, as a file: what an operation asks for, and what the stack consists of. `npm run cost` and
 * `npm run simulate` compute from it, so that no number is copied by hand.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Template } from '../local/emulator/template/template.ts';
import type { MeasuredOperation } from './measure-operations.ts';

export interface Figures {
  /** ISO 8601. */
  readonly measuredOn: string;
  /** What each call to AWS was held back, which is about what it takes in one Region. */
  readonly heldMs: number;
  readonly operations: readonly (MeasuredOperation & { readonly memoryMb: number })[];
  /** How many there are of each type in the local settings' template: all methods, mails, no domain. */
  readonly resources: Readonly<Record<string, number>>;
}

export const FILE = fileURLToPath(new URL('./figures.json', import.meta.url));

const WEB_ACL = 'AWS::WAFv2::WebACL';
export const WEB_ACL_RULES = `${WEB_ACL} rules`;

export const readFigures = (): Figures => JSON.parse(readFileSync(FILE, 'utf8'));

/** How many resources of each type the template has, and how many rules its web ACLs have, which are paid one by one. */
export function countTypes({ Resources }: Template): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const count = (name: string, more: number) => {
    counts[name] = (counts[name] ?? 0) + more;
  };
  for (const { Type, Properties } of Object.values(Resources)) {
    count(Type, 1);
    const rules = Properties?.Rules;
    if (Type === WEB_ACL && Array.isArray(rules)) count(WEB_ACL_RULES, rules.length);
  }
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => a.localeCompare(b)));
}
