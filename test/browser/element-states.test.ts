/** Every state of every element: accessible, within its width, and usable by keyboard, in light and dark, both ways. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { buildElements } from '../../infra/bundle/elements.ts';
import { findChromium, launchChromium } from './support/chromium.ts';
import { type ElementPage, openElementPage } from './support/element-page.ts';
import { ELEMENT_STATES } from './support/element-states.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [360, 768, 1280];

/** What axe finds, as `rule: where`. */
const violations = (page: Page): Promise<string[]> =>
  page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) => id + ': ' + html + ' ' + [...any, ...all, ...none].map(({ message }) => message).join(' '))))`,
  );

/** How far the page is wider than its window, in CSS pixels. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth');

/** What can take the focus, and what of it Tab reaches with a ring around it: the same, and Tab then leaves. */
const byKeyboard = async (page: Page): Promise<{ reachable: number; reached: number }> => {
  const reachable: number = await page.evaluate(`
    document.activeElement?.blur();
    [...document.querySelectorAll('main :is(a[href], button, input, select, summary)')]
      .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0).length`);
  await page.evaluate(`
    globalThis.seen = new Set();
    document.body.tabIndex = -1;
    document.body.focus();`);
  for (let presses = 0; presses <= reachable; presses += 1) {
    await page.keyboard.press('Tab');
    await page.evaluate(`
      if (document.activeElement.closest('main') && getComputedStyle(document.activeElement).outlineStyle !== 'none')
        globalThis.seen.add(document.activeElement)`);
  }
  return { reachable, reached: await page.evaluate('globalThis.seen.size') };
};

const executablePath = findChromium();

if (executablePath === undefined) {
  test('the elements’ states: not run, there is no Chromium', () => undefined);
} else {
  let browser: Browser;
  let elements: ElementPage;
  beforeAll(async () => {
    const [launched, built] = await Promise.all([launchChromium(executablePath), buildElements()]);
    browser = launched;
    elements = await openElementPage(browser, built);
  });
  afterAll(() => browser?.close());

  describe.each(ELEMENT_STATES)('$name', (state) => {
    test('is accessible and has room, wide and narrow, light and dark, and Tab reaches all of it', async () => {
      const { page } = elements;
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 360, height: 800 });
      await elements.reach(state, 'en');
      await page.evaluate(AXE);
      const found: string[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          found.push(...(await violations(page)).map((one) => `${width} ${colorScheme} ${one}`));
        }
      }
      expect(found).toEqual([]);
      const { reachable, reached } = await byKeyboard(page);
      expect(reached).toBe(reachable);
    });

    test('reads from right to left as well', async () => {
      const { page } = elements;
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 360, height: 800 });
      await elements.reach(state, 'ar');
      await page.evaluate(AXE);
      expect(await page.locator('[data-part=root]').first().getAttribute('dir')).toBe('rtl');
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
    });
  });
}
