/** A block of tests that share one local system and one browser, each test with a page of its own. */
import type { Browser, Page } from 'playwright-core';
import { platformOptions } from '../../e2e/support/platform.ts';
import { type LocalSystem, type LocalSystemOptions, startLocalSystem } from '../../local/system.ts';
import { findChromium, launchChromium } from './chromium.ts';

export interface Journey {
  readonly page: Page;
  readonly system: LocalSystem;
}

// Generous: two cores may be shared with every other test.
const startTimeoutMs = 180_000;
const journeyTimeoutMs = 120_000;
const elementTimeoutMs = 60_000;

const withoutBrowser =
  'The browser tests did NOT run: no Chromium was found. Install one (Debian: apt-get install chromium) or ' +
  'name it in CHROME_PATH.';

/** Opens a page of its own, and remembers what should not happen on it: errors, and breaches of its own policy. */
const openPage = async (browser: Browser): Promise<{ page: Page; mishaps: string[] }> => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(elementTimeoutMs);
  const mishaps: string[] = [];
  page.on('pageerror', (error) => mishaps.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) mishaps.push(message.text());
  });
  return { page, mishaps };
};

/**
 * @param define Gets `journey(name, run)`, which is `test` with a page and the system.
 * @param settings Of the stack, where they differ from the local defaults.
 */
export const describeJourneys = (
  title: string,
  define: (journey: (name: string, run: (given: Journey) => Promise<void>) => void) => void,
  settings: LocalSystemOptions['settings'] = {},
): void => {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    test(`${title}: not run, there is no Chromium`, () => void process.stderr.write(`\n${withoutBrowser}\n`));
    return;
  }
  describe(title, () => {
    let system: LocalSystem;
    let browser: Browser;

    beforeAll(async () => {
      [system, browser] = await Promise.all([
        startLocalSystem({ apiPort: 0, portalPort: 0, stoppedClock: true, settings, ...platformOptions() }),
        launchChromium(executablePath),
      ]);
    }, startTimeoutMs);

    afterAll(async () => {
      await Promise.all([browser?.close(), system?.stop()]);
    }, startTimeoutMs);

    define((name, run) => {
      const runOnOwnPage = async (): Promise<void> => {
        const { page, mishaps } = await openPage(browser);
        try {
          await run({ page, system });
          expect(mishaps).toEqual([]);
        } finally {
          await page.context().close();
        }
      };
      test(name, runOnOwnPage, journeyTimeoutMs);
    });
  });
};
