/** The documentation site's pages: where their links lead, and what they show of the sources. */

import { readFileSync } from 'node:fs';
import { type Copies, OTHER_PAGES, type SitePage, sitePages } from '../../infra/docs/pages.ts';
import { PROBLEMS } from '../../shared/contract/problems.ts';

const copies: Copies = new Map();
let pages: readonly SitePage[];
beforeAll(async () => {
  pages = await sitePages(copies);
});

const page = (url: string): string => pages.find((one) => one.url === url)?.markdown ?? '';
const source = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('every link leads to a page of the site, a file that it has, a heading or another site', () => {
  const known = new Set([...pages, ...OTHER_PAGES].map(({ url }) => url).concat(...copies.values()));

  for (const { markdown } of pages) {
    const links = [...markdown.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, url]) => url);
    expect(links.filter((url) => !known.has(url ?? ''))).toEqual([]);
  }
});

test('the way in shows the page and the backend of the examples as they are', () => {
  const indented = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, '   ');

  expect(page('start.html')).toContain(indented(source('shared/portal/examples/bare/index.html')));
  expect(page('start.html')).toContain(indented(source('shared/portal/examples/backend.js')));
  expect(page('start.html')).toContain(source('shared/portal/examples/react/main.jsx').trimEnd());
});

test('the catalogue of errors has every problem with a sentence for customers', () => {
  for (const [code, { status }] of Object.entries(PROBLEMS)) {
    expect(page('errors.html')).toMatch(
      new RegExp(`^\\| \`${code}\` \\| ${status} \\| .+ \\| [A-Z].+ \\|$`, 'm'),
    );
  }
});

test('what a browser would run is shown as a text', () => {
  expect([...copies.values()].filter((address) => /\.(html|js|jsx|ts)$/.test(address))).toEqual([]);
});
