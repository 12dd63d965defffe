/** A portal whose service offers authenticator apps alone, in a real browser. */
import { button, enrol, openSecurity, reachPrompt, seeHeading } from './support/customer.ts';
import { describeJourneys } from './support/journeys.ts';

describeJourneys(
  'a customer of a service with authenticator apps alone',
  (journey) => {
    journey('is offered nothing else, at the prompt and in the security section', async (given) => {
      const { page } = given;
      await reachPrompt(given);
      await page.getByText('The code comes from an app.').waitFor();
      await button(page, 'Set up now').click();
      await seeHeading(page, 'Authenticator app');
      expect(await page.getByRole('button').allTextContents()).not.toContain('SMS');
      expect(await page.locator('main').innerText()).not.toMatch(/SMS|call|text message/i);
    });

    journey('can replace the device, and switch to nothing', async (given) => {
      const { page } = given;
      await enrol(given);
      await openSecurity(page);
      await button(page, 'Replace device').waitFor();
      expect(await page.getByRole('button', { name: /^Switch/ }).count()).toBe(0);
    });
  },
  { methods: ['totp'] },
);
