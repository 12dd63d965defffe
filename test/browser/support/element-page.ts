/** A page with one element in one state, and nothing behind it: script and service are answered here. */

import type { Browser, Page } from 'playwright-core';
import type { Answer, ElementState } from './element-states.ts';

const ORIGIN = 'https://portal.example';

const json = ({ status, body, retryAfter }: Answer) => ({
  status,
  contentType: 'application/json',
  headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  body: JSON.stringify(body),
});

const html = ({ element, attributes = {} }: ElementState, lang: string): string => {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  const tag = `portal-2fa-${element}`;
  return `<!doctype html>
    <html lang="${lang}"><head><meta charset="utf-8"><title>Portal</title>
    <meta name="viewport" content="width=device-width"><style>:root { color-scheme: light dark; background: light-dark(#fff, #111) }</style></head>
    <body><main><h1>Portal</h1><${tag} api-url="${ORIGIN}"${given.join('')}></${tag}></main>
    <script type="module">
      import '${ORIGIN}/elements.js';
      document.querySelector('${tag}').accessToken = async () => 'token';
    </script></body></html>`;
};

export interface ElementPage {
  readonly page: Page;
  /** Goes to the state, with the page in this language. */
  reach(state: ElementState, lang: string): Promise<void>;
}

/** @param elements what the service serves, by the name of the part; `elements` is the script. */
export const openElementPage = async (
  browser: Browser,
  elements: ReadonlyMap<string, string>,
): Promise<ElementPage> => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  page.setDefaultTimeout(60_000);
  let current: { readonly state: ElementState; readonly lang: string } | undefined;
  await page.route(`${ORIGIN}/**`, async (route) => {
    const request = route.request();
    const { pathname, searchParams } = new URL(request.url());
    if (current === undefined) return route.abort();
    if (pathname === '/')
      return route.fulfill({ contentType: 'text/html', body: html(current.state, current.lang) });
    if (pathname === '/elements.js') {
      const body = elements.get(searchParams.get('part') ?? 'elements') ?? '';
      return route.fulfill({ contentType: 'text/javascript', body });
    }
    const answer = current.state.answers[`${request.method()} ${pathname}`];
    if (answer?.status === 0) return undefined;
    return route.fulfill(json(answer ?? { status: 404, body: { status: 404, code: 'not_found' } }));
  });
  return {
    page,
    async reach(state, lang) {
      current = { state, lang };
      await page.goto(`${ORIGIN}/`);
      await state.steps?.(page);
      await page.locator(state.shows).first().waitFor();
    },
  };
};
