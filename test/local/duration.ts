/** Durations as people write them in `CLOCK_OFFSET`: `25h`, `-90m`, `1d12h`. */

const UNITS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** In milliseconds; undefined where the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '0') return 0;
  const [, sign, rest] = trimmed.match(/^([+-]?)((?:\d+(?:\.\d+)?(?:ms|d|h|m|s))+)$/) ?? [];
  if (rest === undefined) return undefined;
  const parts = [...rest.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/g)];
  const total = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
  return Math.round(sign === '-' ? -total : total);
}
