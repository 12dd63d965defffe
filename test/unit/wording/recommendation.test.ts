/** The mail that recommends a second factor speaks of no method that customers are not offered. */

import { OFFERED_METHODS } from '../../../shared/domain/method.ts';
import { LOCALES } from '../../../shared/wording/locale.ts';
import { renderRecommendation } from '../../../shared/wording/recommendation.ts';

const sender = { brand: 'Mission Control' };

test('it names app, text and call where all are offered, and none where not', async () => {
  expect((await renderRecommendation('en', sender, OFFERED_METHODS)).text).toContain(
    'app, which is the safest',
  );
  const apps = await renderRecommendation('en', sender, ['totp']);
  expect(apps.text).not.toMatch(/text message|\bcall\b|authenticator app/);
  expect(apps.text).toContain('Turn it on in your account. It takes about two minutes.');
});

test.each(LOCALES)('%s: it says no more in short than at length', async (locale) => {
  const [long, short] = await Promise.all([
    renderRecommendation(locale, sender, OFFERED_METHODS),
    renderRecommendation(locale, sender, ['sms']),
  ]);
  expect(short.text.length).toBeLessThan(long.text.length);
  expect(short.text).not.toMatch(/SMS|sms/);
});
