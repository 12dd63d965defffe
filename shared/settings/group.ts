/** A group of settings: an object in which a mistyped name is a fault that says which names there are. */

import * as z from 'zod';

export const group = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `is no setting; ${meant(issue.keys, Object.keys(shape))}`
        : 'must be an object',
  });

/** So many wrong letters are a slip of the fingers. */
const SLIP = 2;

/** The name that was meant where there is one to tell, or all there are. */
function meant([name = '', ...others]: readonly string[], names: readonly string[]): string {
  const near = (others.length > 0 ? [] : names)
    .map((one) => ({ one, distance: distanceOf(name.toLowerCase(), one.toLowerCase()) }))
    .filter(({ distance }) => distance <= SLIP)
    .toSorted((a, b) => a.distance - b.distance)[0];
  return near === undefined ? `there are ${names.join(', ')}` : `nearest to it is ${near.one}`;
}

/** Letters to insert, remove or replace (Levenshtein). */
function distanceOf(from: string, to: string): number {
  let row = [...to, ''].map((_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
