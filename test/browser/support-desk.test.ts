/** The portal's support desk in a real browser: closed to customers, open to agents with a proved second factor. */
import type { Page } from 'playwright-core';
import { readAuthenticator } from './support/authenticator.ts';
import {
  appCodeLabel,
  button,
  confirmSaved,
  confirmWith,
  enrol,
  readBackupCodes,
  seeHeading,
  seeInside,
  signIn,
  signOut,
} from './support/customer.ts';
import { describeJourneys, type Journey } from './support/journeys.ts';

const agent = 'mia@mission.example';

const signInAsAgent = async (page: Page): Promise<void> => {
  await page.getByLabel('Email address').fill(agent);
  await page.getByLabel('Password').fill('mission-control');
  await button(page, 'Sign in').click();
};

const desk = (page: Page) => page.getByRole('searchbox', { name: 'Customer' });

/** The agent, who has no second factor yet, opens the desk by setting one up. */
const openDesk = async (given: Journey): Promise<void> => {
  const { page, system } = given;
  await page.goto(`${system.portalUrl}/support`);
  await signInAsAgent(page);
  await button(page, 'Skip for now').click();
  await page.getByText('The desk opens once you have proved your second factor.').waitFor();
  expect(await desk(page).count()).toBe(0);
  const authenticator = await readAuthenticator(given);
  await page.getByLabel('Code').fill(authenticator.currentCode());
  await button(page, 'Turn on').click();
  await readBackupCodes(page);
  await confirmSaved(page);
  await desk(page).waitFor();
};

const find = async (page: Page, email: string): Promise<void> => {
  await desk(page).fill(email);
  await button(page, 'Search').click();
  await page.getByRole('button', { name: email }).click();
  await seeHeading(page, 'Robin Lind');
};

describeJourneys('the support desk', (journey) => {
  journey('is closed to customers, on the page and behind it', async (given) => {
    const { page, system } = given;
    await enrol(given);
    await page.goto(`${system.portalUrl}/support`);
    await page.getByText('This page is for support agents.').waitFor();
    expect(await page.getByRole('link', { name: 'Support desk' }).count()).toBe(0);
    const answers = await page.evaluate(async () => {
      const found = await fetch('/session/customers?search=a');
      const { apiUrl, accessToken } = (await (await fetch('/session')).json()) as Record<string, string>;
      const user = await fetch(`${apiUrl}/v1/support/users/user-ada`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      return [found.status, user.status];
    });
    expect(answers).toEqual([403, 403]);
  });

  journey('finds a customer who lost the device, and removes the factor with a reason', async (given) => {
    const { page, system } = given;
    const { email } = await enrol(given);
    await signOut(page);
    await signIn(page, email);
    await confirmWith(page, appCodeLabel, '000000');
    await page.getByText('Tries left: 4.').waitFor();
    await button(page, 'Back to sign-in').click();
    await openDesk(given);
    await system.idle();

    await find(page, email);
    const customer = page.getByTestId('customer');
    await customer.getByText('Authenticator app, since').waitFor();
    await customer
      .getByRole('row', { name: /Tries in a minute/ })
      .getByText('1 of 5')
      .waitFor();
    await customer.getByText('Turned on: Authenticator app').waitFor();

    await button(page, 'Reset').click();
    await customer.getByText('Enter a reason.').waitFor();
    await customer.getByRole('radio', { name: /Second factor/ }).check();
    await customer.getByLabel('Reason').fill('lost the phone, recognised by two invoices');
    await customer.getByLabel('Ticket').fill('T-77');
    await button(page, 'Reset').click();
    await customer.getByText('The second factor is removed.').waitFor();
    await customer.getByText('None: a password is enough to sign in').waitFor();
    await system.idle();
    await page.getByRole('button', { name: email }).click();
    await customer
      .getByText('reset the factors: lost the phone, recognised by two invoices [T-77]')
      .waitFor();

    await signOut(page);
    await page.goto(system.portalUrl);
    await signIn(page, email);
    await seeHeading(page, 'Protect your account');
    expect(await page.getByRole('textbox').count()).toBe(0);
  });

  journey('asks an agent who came by single sign-on for the second factor all the same', async (given) => {
    const { page, system } = given;
    await page.goto(`${system.portalUrl}/support`);
    await page.getByLabel('Email address').fill(agent);
    await button(page, 'SSO (SAML)').click();
    await page.getByText('The desk opens once you have proved your second factor.').waitFor();
    await page.getByRole('textbox', { name: /^Code/ }).waitFor();
    expect(await desk(page).count()).toBe(0);
    await page.getByRole('link', { name: 'Overview' }).click();
    await seeInside(page);
  });
});
