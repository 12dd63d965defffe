/** How Eleventy makes the site: the pages in one layout, and the files that they lead to. */

import { IdAttributePlugin } from '@11ty/eleventy';
import { OTHER_PAGES, sitePages } from '../pages.ts';

export default async function configure(eleventy) {
  const copies = new Map();
  const pages = await sitePages(copies);
  eleventy.addPlugin(IdAttributePlugin);
  eleventy.addGlobalData('pages', [...pages, ...OTHER_PAGES]);
  eleventy.addGlobalData('root', '');
  for (const { title, url, markdown } of pages) {
    eleventy.addTemplate(`${url}.md`, markdown, { title, permalink: url, layout: 'page.njk' });
  }
  for (const [file, address] of copies) eleventy.addPassthroughCopy({ [file]: address });
  for (const name of ['site.css', 'playground.js']) {
    eleventy.addPassthroughCopy({ [`infra/docs/site/${name}`]: name });
  }
  return {
    dir: { input: 'infra/docs/site', includes: '.', output: 'dist/docs' },
    // The texts are Markdown and nothing else.
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
    templateFormats: ['md', 'html'],
  };
}
