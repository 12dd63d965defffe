/** Takes a picture of every state of every element, at three widths, in light and dark, and from right to left. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildElements } from '../../infra/bundle/elements.ts';
import { findChromium, launchChromium } from './support/chromium.ts';
import { openElementPage } from './support/element-page.ts';
import { ELEMENT_STATES } from './support/element-states.ts';

const FOLDER = fileURLToPath(new URL('../../dist/screenshots/', import.meta.url));
const LOOKS = [
  ...[360, 768, 1280].flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme, lang: 'en' })),
  ),
  { width: 360, colorScheme: 'light', lang: 'ar' },
] as const;

const executablePath = findChromium();
if (executablePath === undefined) {
  process.stderr.write('There is no Chromium. Install one, or name it in CHROME_PATH.\n');
  process.exit(1);
}
mkdirSync(FOLDER, { recursive: true });
const browser = await launchChromium(executablePath);
const { page, reach } = await openElementPage(browser, await buildElements());
for (const { width, colorScheme, lang } of LOOKS) {
  await page.setViewportSize({ width, height: 600 });
  await page.emulateMedia({ colorScheme });
  for (const state of ELEMENT_STATES) {
    await reach(state, lang);
    const name = [state.name.replaceAll(/\W+/g, '-'), width, colorScheme, lang].join('-');
    await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
  }
}
await browser.close();
process.stdout.write(`${LOOKS.length * ELEMENT_STATES.length} pictures in dist/screenshots\n`);
