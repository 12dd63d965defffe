/** The pages of the documentation site, of files that are in the repository anyway. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROBLEMS } from '../../shared/contract/problems.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface SitePage {
  readonly title: string;
  /** Relative to the site, e.g. `recipes.html`. */
  readonly url: string;
  /** Of the repository. */
  readonly file: string;
  readonly markdown: string;
}

/** In the order of the site's navigation. */
const SOURCES: readonly (readonly [title: string, url: string, file: string])[] = [
  ['Overview', 'index.html', 'README.md'],
  ['Integrate in an hour', 'start.html', 'docs/start.md'],
  ['Recipes', 'recipes.html', 'docs/recipes.md'],
  ['Elements', 'elements.html', 'shared/portal/elements/README.md'],
  ['Client', 'client.html', 'shared/portal/client/README.md'],
  ['Admission', 'admission.html', 'shared/portal/admission/README.md'],
  ['Examples', 'examples.html', 'shared/portal/examples/README.md'],
  ['Checking assertions', 'integration.html', 'docs/integration.md'],
  ['Identity providers', 'identity-providers.html', 'docs/identity-providers/README.md'],
  ['Running it', 'operations.html', 'docs/operations.md'],
  ['Runbook', 'runbook.html', 'docs/runbook.md'],
  ['Settings files', 'settings.html', 'docs/settings/README.md'],
  ['Deploying from CI', 'continuous-deployment.html', 'docs/continuous-deployment.md'],
  ['Backups and disasters', 'disaster.html', 'docs/disaster.md'],
  ['Cost', 'cost.html', 'docs/cost.md'],
  ['Scaling', 'scaling.html', 'docs/scaling.md'],
  ['Memory', 'memory.html', 'docs/memory.md'],
  ['Architecture', 'architecture.html', 'docs/architecture.md'],
  ['Decisions', 'decisions.html', 'docs/decisions.md'],
  ['Security', 'security.html', 'SECURITY.md'],
  ['Rule packs', 'acknowledged.html', 'docs/acknowledged.md'],
];
const URLS = new Map(SOURCES.map(([, url, file]) => [file, url]));

/** Pages that are made in another way. */
export const OTHER_PAGES = [
  { title: 'API reference', url: 'api.html' },
  { title: 'Playground', url: 'playground.html' },
];

/** What the pages lead to besides each other, files of the repository: at these addresses of the site. */
export type Copies = Map<string, string>;

/** @param copies gets the files that pages lead to. Throws where a page leads to a file that is not there. */
export async function sitePages(copies: Copies): Promise<readonly SitePage[]> {
  const pages = SOURCES.map(([title, url, file]) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return { title, url, file, markdown: linked(included(text, file), file, copies) };
  });
  const errors = { title: 'Errors', url: 'errors.html', file: 'shared/contract/problems.ts' };
  return [...pages, { ...errors, markdown: await errorCatalogue() }];
}

const LANGUAGES: Readonly<Record<string, string>> = { '.jsx': 'jsx', '.js': 'js', '.html': 'html' };

/** A paragraph that is nothing but a link to a source file has the file below it. */
function included(text: string, page: string): string {
  return text.replace(/^( *)\[[^\]]+\]\(([^)#\s]+)\)$/gm, (link, indent: string, target: string) => {
    const language = LANGUAGES[extname(target)];
    if (language === undefined) return link;
    const code = readFileSync(join(ROOT, dirname(page), target), 'utf8').trimEnd();
    const block = `\`\`\`${language}\n${code}\n\`\`\``;
    return `${link}\n\n${block.replace(/^(?=.)/gm, indent)}`;
  });
}

/** Links between files of the repository as links of the site. */
function linked(text: string, page: string, copies: Copies): string {
  return text.replace(/\]\((?!https?:|mailto:|#)([^)#\s]*)(#[^)\s]*)?\)/g, (_, target: string, hash = '') => {
    const file = normalize(join(dirname(page), target)).replace(/\/$/, '');
    const path = join(ROOT, file);
    if (!existsSync(path)) throw new Error(`${page} leads to ${target}, which is not there`);
    const readme = statSync(path).isDirectory() ? join(file, 'README.md') : file;
    const url = URLS.get(readme);
    if (url !== undefined) return `](${url}${hash})`;
    if (!existsSync(join(ROOT, readme))) return `](index.html#work-on-it)`;
    // A browser shows a text, and would run a page or a script.
    const address = `files/${readme}${/\.(png|svg|json|txt)$/.test(readme) ? '' : '.txt'}`;
    copies.set(readme, address);
    return `](${address})`;
  });
}

/** Every problem with its status, its sentence for developers, and the one that the elements show. */
async function errorCatalogue(): Promise<string> {
  const english = new URL('../../shared/portal/elements/src/parts/languages/en.ts', import.meta.url);
  const { messages } = (await import(english.href)) as {
    readonly messages: { readonly problems: Readonly<Record<string, string>> };
  };
  const rows = Object.entries(PROBLEMS).map(
    ([code, { status, detail }]) => `| \`${code}\` | ${status} | ${detail} | ${messages.problems[code]} |`,
  );
  return [
    '# Errors',
    'Every refusal is `application/problem+json` (RFC 9457) with a `code`. What the elements show says what to do next,',
    'in each of 18 languages; with 429 and 503, `Retry-After` says when.',
    '',
    '| code | status | for developers (`detail`) | for customers, in the elements |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
