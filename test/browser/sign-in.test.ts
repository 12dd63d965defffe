/** Who is asked at sign-in, and what a browser that lies about the answer gains. */
import type { Page } from 'playwright-core';
import {
  appCodeLabel,
  button,
  confirmWith,
  enrol,
  openSecurity,
  reachPrompt,
  seeHeading,
  seeInside,
  seeProblem,
  signIn,
  signOut,
  signUp,
} from './support/customer.ts';
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

    await button(page, 'Turn on').click();

    await page.getByRole('button', { name: 'SMS/Call' }).waitFor();
    await page.getByRole('button', { name: 'TOTP' }).click();
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
});
