/** Memory that follows from processor time, and is what the page says and the stack has. */

import { readdirSync, readFileSync } from 'node:fs';
import { MEMORY_MB } from '../../infra/memory.ts';
import { derive, durationAt, MOST_MS, SLOWER, STEPS_MB, WHOLE_PROCESSOR_MB } from '../bench/memory/derive.ts';

const measured = { name: 'a-function', coldMs: 50, warmMs: 2, waits: true };

test('a whole processor takes what was measured, times what Lambda’s is slower; half of one takes twice that', () => {
  expect(durationAt(100, WHOLE_PROCESSOR_MB)).toBeCloseTo(100 * SLOWER);
  expect(durationAt(100, WHOLE_PROCESSOR_MB / 2)).toBeCloseTo(200 * SLOWER);
  expect(durationAt(100, 2 * WHOLE_PROCESSOR_MB)).toBeCloseTo(100 * SLOWER);
});

test('the memory is the least step that is in time', () => {
  for (const coldMs of [10, 100, 150, 200, 250, 300]) {
    const { memoryMb, coldAtMs } = derive({ ...measured, coldMs });
    expect(coldAtMs).toBeLessThanOrEqual(MOST_MS.waits);
    const less = STEPS_MB.findLast((step) => step < memoryMb);
    if (less !== undefined) expect(durationAt(coldMs, less)).toBeGreaterThan(MOST_MS.waits);
  }
});

test('no more than a whole processor, which is all that one thread can use', () => {
  expect(derive({ ...measured, coldMs: 5000 }).memoryMb).toBe(WHOLE_PROCESSOR_MB);
});

test('where nobody waits, less will do', () => {
  const coldMs = 200;
  expect(derive({ ...measured, coldMs, waits: false }).memoryMb).toBeLessThan(
    derive({ ...measured, coldMs }).memoryMb,
  );
});

test('more memory costs a warm request more, as it mostly waits', () => {
  const [little, much] = [20, 300].map((coldMs) => derive({ ...measured, coldMs }));
  expect(much?.usdPerMillion).toBeGreaterThan(little?.usdPerMillion ?? 0);
});

test('every function has its row in the page, with the memory that the stack gives it', () => {
  const page = readFileSync(new URL('../../docs/memory.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| ([a-z-]+) \| \d+ \| [\d.]+ \| (\d+) \|/gm)];
  expect(Object.fromEntries(rows.map(([, name, mb]) => [name, Number(mb)]))).toEqual(MEMORY_MB);
  const functions = readdirSync(new URL('../../functions', import.meta.url)).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(Object.keys(MEMORY_MB).toSorted()).toEqual(
    functions.map((name) => name.replace(/\.ts$/, '')).toSorted(),
  );
});
