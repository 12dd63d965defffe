/** Who is asked at sign-in, and what a browser that lies about the answer gains. */

import type { Page } from 'playwright-core';
import {
  appCodeLabel,
  button,
  confirmWith,
  enrol,
  openSecurity,
  reachPrompt,
  securitySwitch,
  seeHeading,
  seeInside,
  seeProblem,
  signIn,
  signOut,
  signUp,
} from './support/customer.ts';
import { exampleJourneys } from './support/examples.ts';
import { describeJourneys, type Journey } from './support/journeys.ts';

/** What the backend says to a request for the customer's data from this browser. */
const overviewStatus = async ({ page, system }: Journey): Promise<number> =>
  (await page.request.get(`${system.portalUrl}/session/overview`)).status();

/** Replaces the service's decision on its way to the page. */
const forgeDecision = async (page: Page, decision: object): Promise<void> => {
  await page.route('**/v1/challenges', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, json: decision });
  });
};

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const forgedAssertion = `${base64url({ alg: 'none' })}.${base64url({ outcome: 'exempt', jti: '1' })}.`;

describeJourneys('at sign-in', (journey) => {
  journey(
    'a new customer is not prompted in the first session, is in the next, and may skip',
    async (given) => {
      const { page } = given;
      await reachPrompt(given);

      await button(page, 'Skip for now').click();

      await seeInside(page);
      await page.getByText('Your account is protected by a password alone.').waitFor();
    },
  );

  journey('2FA can be turned on later, under Security', async (given) => {
    const { page } = given;
    await signUp(given);
    await openSecurity(page);

    await securitySwitch(page).click();

    await page.getByRole('tab', { name: '2FA SMS/Call' }).waitFor();
    await page.getByRole('tab', { name: 'TOTP', selected: true }).waitFor();
    await page.getByText('Google Authenticator is recommended, any authenticator works.').waitFor();
  });

  journey('OAuth is asked for the second factor like a password; SSO never is', async (given) => {
    const { page } = given;
    const { email, authenticator } = await enrol(given);
    await signOut(page);

    await page.getByLabel('Email address').fill(email);
    await button(page, 'Continue with OAuth').click();
    await confirmWith(page, appCodeLabel, authenticator.nextCode());
    await seeInside(page);
    await signOut(page);

    await page.getByLabel('Email address').fill(email);
    await button(page, 'SSO (SAML)').click();
    await seeInside(page);
    await page.getByText('no second factor asked').waitFor();
  });

  for (const width of [360, 768, 1280]) {
    journey(`the security card and the handset have room ${width} pixels wide`, async (given) => {
      const { page } = given;
      await page.setViewportSize({ width, height: 800 });
      await enrol(given);
      await openSecurity(page);
      await page.getByText('10 of 10 left').waitFor();

      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(wider).toBeLessThanOrEqual(0);
      const handset = await button(page, 'Handset').boundingBox();
      for (const control of await page.getByRole('main').getByRole('button').all()) {
        const box = await control.boundingBox();
        if (box === null || handset === null) throw new Error('a button is not shown');
        const apart =
          box.x + box.width <= handset.x ||
          handset.x + handset.width <= box.x ||
          box.y + box.height <= handset.y ||
          handset.y + handset.height <= box.y;
        expect(apart).toBe(true);
      }
    });
  }

  journey('the customer’s own activity can be read, in the customer’s words', async (given) => {
    const { page, system } = given;
    await enrol(given);
    await openSecurity(page);

    // The trail comes by the table's stream.
    await system.idle();
    await page.getByText('Recent activity').click();

    await page.getByText('Turned on').waitFor();
  });

  journey('on a phone, opening an app on it comes before the QR code for another device', async (given) => {
    const { page } = given;
    await page.setViewportSize({ width: 360, height: 800 });
    // Playwright has no finger in a page that it has opened with a mouse.
    await page.addInitScript('window.matchMedia = (query) => ({ matches: query.includes("coarse") })');
    await reachPrompt(given);
    await button(page, 'Set up now').click();

    const open = page.getByRole('link', { name: 'Open in an app on this device' });
    expect(await open.getAttribute('href')).toMatch(/^otpauth:/);
    expect(await page.getByAltText('QR code').isVisible()).toBe(false);
    await page.getByText('Is the app on another device?').click();
    await page.getByAltText('QR code').waitFor();
  });

  journey('a short password is refused in words for customers', async ({ page, system }) => {
    await page.goto(system.portalUrl);
    await button(page, 'Create an account').click();
    await page.getByLabel('Name').fill('Robin Lind');
    await page.getByLabel('Email address').fill('robin@mission.example');
    await page.getByLabel('Password').fill('short');
    await button(page, 'Create account').click();

    await seeProblem(page, 'Enter at least 8 characters.');
  });

  journey('a reload in the middle asks again', async (given) => {
    const { page } = given;
    const { email } = await enrol(given);
    await signOut(page);
    await signIn(page, email);
    await seeHeading(page, 'Confirm that it is you');

    await page.reload();

    await seeHeading(page, 'Confirm that it is you');
    expect(await overviewStatus(given)).toBe(403);
  });

  journey(
    '“allow” instead of “challenge”, with an assertion that nobody signed, gains nothing',
    async (given) => {
      const { page } = given;
      const { email } = await enrol(given);
      await signOut(page);
      await forgeDecision(page, { decision: 'allow', reason: 'sso', assertion: forgedAssertion });

      await signIn(page, email);

      await page.getByText('This sign-in could not be confirmed.').waitFor();
      expect(await overviewStatus(given)).toBe(401);
    },
  );

  journey('“enroll” instead of “challenge”, to skip it, gains nothing', async (given) => {
    const { page } = given;
    const { email } = await enrol(given);
    await signOut(page);
    await forgeDecision(page, { decision: 'enroll', skippable: true, methods: ['totp', 'sms', 'call'] });
    await signIn(page, email);

    await button(page, 'Skip for now').click();

    await page.getByRole('alert').filter({ hasText: /./ }).waitFor();
    expect(await overviewStatus(given)).toBe(403);
  });

  journey('an “admitted” that the backend never said shows nothing', async (given) => {
    const { page } = given;
    const { email } = await enrol(given);
    await signOut(page);
    await forgeDecision(page, { decision: 'allow', reason: 'sso', assertion: forgedAssertion });
    await page.route('**/session/admit', (route) =>
      route.fulfill({ json: { state: 'admitted', outcome: 'verified', method: 'totp' } }),
    );

    await signIn(page, email);

    await seeProblem(page, 'Finish signing in first.');
    expect(await overviewStatus(given)).toBe(403);
  });

  journey('an assertion from an earlier session does not admit a later one', async (given) => {
    const { page, system } = given;
    const email = await reachPrompt(given);
    const admission = page.waitForRequest('**/session/admit');
    await button(page, 'Skip for now').click();
    await seeInside(page);
    const used: unknown = (await admission).postDataJSON();
    await signOut(page);
    await signIn(page, email);
    await seeHeading(page, 'Protect your account');

    const replay = await page.request.post(`${system.portalUrl}/session/admit`, { data: used });

    expect(replay.status()).toBe(403);
    expect(await overviewStatus(given)).toBe(403);
  });

  exampleJourneys(journey);
});
