/** What a customer does on the portal's page, step by step. */
import type { Locator, Page } from 'playwright-core';
import type { Authenticator } from './authenticator.ts';
import { readAuthenticator } from './authenticator.ts';
import type { Journey } from './journeys.ts';

const password = 'a long enough password';
let customers = 0;

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Waits until the view with this heading is shown. */
export const seeHeading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name }).waitFor();

export const seeInside = (page: Page): Promise<void> => seeHeading(page, 'Welcome');

/** Waits until a problem is told that has this text in it. */
export const seeProblem = (page: Page, text: string): Promise<void> =>
  page.getByRole('alert').filter({ hasText: text }).waitFor();

/** A new customer, inside for the first time. Returns the email address. */
export const signUp = async ({ page, system }: Journey): Promise<string> => {
  const email = `customer-${++customers}@mission.example`;
  await page.goto(system.portalUrl);
  await button(page, 'Create an account').click();
  await page.getByLabel('Name').fill('Robin Lind');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Create account').click();
  await seeInside(page);
  return email;
};

export const signOut = async (page: Page): Promise<void> => {
  await button(page, 'Sign out').click();
  await page.getByText('You are signed out.').waitFor();
};

/** The first factor only. */
export const signIn = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Sign in').click();
};

/** A new customer at the prompt of the second sign-in; the first session after sign-up is not prompted. */
export const reachPrompt = async (journey: Journey): Promise<string> => {
  const email = await signUp(journey);
  await signOut(journey.page);
  await signIn(journey.page, email);
  await seeHeading(journey.page, 'Protect your account');
  return email;
};

/** Sets up the app that the page offers, and proves it. */
export const proveAuthenticator = async (journey: Journey): Promise<Authenticator> => {
  const { page } = journey;
  const authenticator = await readAuthenticator(journey);
  await page.getByLabel('Code').fill(authenticator.currentCode());
  await button(page, 'Turn on').click();
  return authenticator;
};

/** From the choice of methods to the backup codes, which it returns unconfirmed. */
export const setUpAuthenticator = async (
  journey: Journey,
): Promise<{ authenticator: Authenticator; backupCodes: string[] }> => {
  const authenticator = await proveAuthenticator(journey);
  return { authenticator, backupCodes: await readBackupCodes(journey.page) };
};

export const readBackupCodes = async (page: Page): Promise<string[]> => {
  await seeHeading(page, 'Save your backup codes');
  return page.locator('[data-part=codes] code').allTextContents();
};

export const confirmSaved = async (page: Page): Promise<void> => {
  await page.getByLabel('I have saved them').check();
  await button(page, 'Done').click();
};

/** A customer with an authenticator app, inside. */
export const enrol = async (
  journey: Journey,
): Promise<{ email: string; authenticator: Authenticator; backupCodes: string[] }> => {
  const email = await reachPrompt(journey);
  await button(journey.page, 'Set up now').click();
  const factor = await setUpAuthenticator(journey);
  await confirmSaved(journey.page);
  await seeInside(journey.page);
  return { email, ...factor };
};

export const openSecurity = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Security' }).click();
  await seeHeading(page, 'Security');
};

/** The switch of the security card. */
export const securitySwitch = (page: Page): Locator =>
  page.getByRole('switch', { name: 'Two-factor authentication' });

/** Enters a code where one is asked for, on the page or in the dialog. */
export const confirmWith = async (page: Page, label: string, code: string): Promise<void> => {
  await page.getByRole('textbox', { name: label, exact: true }).fill(code);
  await button(page, 'Confirm').click();
};

export const appCodeLabel = 'Code from your authenticator app';
