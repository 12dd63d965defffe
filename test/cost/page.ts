/** The page docs/cost.md: what people have written, and below a line what `npm run cost -- --write` writes. */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readFigures } from '../bench/figures.ts';
import { readPrices } from './prices.ts';
import { renderCost } from './render.ts';

const PAGE = fileURLToPath(new URL('../../docs/cost.md', import.meta.url));
const LINE = '<!-- What follows is written by `npm run cost -- --write`. -->';

/** What the page's tables are computed with. */
export const ON_PAGE = { signIns: 8, replicas: 0 };

export const readPage = (): string => readFileSync(PAGE, 'utf8');

/** The page as the figures and prices of now make it. */
export function pageOfNow(): string {
  const figures = readFigures();
  const [written = ''] = readPage().split(LINE);
  const tables = renderCost(figures, readPrices(), { ...ON_PAGE, resources: figures.resources });
  return `${written}${LINE}\n\n${tables}\n`;
}

/** @returns the path of the page. */
export function writePage(): string {
  writeFileSync(PAGE, pageOfNow());
  return PAGE;
}
