/** The phone's journey in a real browser, its codes read from the handset on the page. */
import type { Locator, Page } from 'playwright-core';
import {
  button,
  confirmSaved,
  confirmWith,
  openSecurity,
  reachPrompt,
  readBackupCodes,
  securitySwitch,
  seeHeading,
  seeInside,
  seeProblem,
  signIn,
  signOut,
  signUp,
} from './support/customer.ts';
import { describeJourneys, type Journey } from './support/journeys.ts';

const codeLabel = 'Code';

/** Six digits together, as in a text, or one by one, as they are spoken. */
const sixDigits = /\d(?:[^\p{L}\d]{0,12}\d){5}/u;

/** The code in the newest text or call to this number that the handset shows. */
const readHandset = async (
  page: Page,
  kind: 'Text' | 'Call',
  number: string,
  count: number,
): Promise<string> => {
  const received = page
    .getByLabel('Demo handset')
    .getByRole('listitem')
    .filter({ hasText: `${kind} to ${number}` });
  await received.nth(count - 1).waitFor();
  if (kind === 'Call') {
    await received.first().getByRole('button', { name: 'Answer' }).click();
    // Before a key is pressed the call gives nothing away: it may be a voicemail that listens.
    expect(await received.first().locator('.received-text').innerText()).not.toMatch(sixDigits);
    await received.first().getByRole('button', { name: '5', exact: true }).click();
  }
  const text = await received.first().locator('.received-text').innerText();
  return sixDigits.exec(text)?.[0].replaceAll(/\D/g, '') ?? '';
};

const openHandset = (page: Page): Promise<void> => button(page, 'Handset').click();

/** From the choice of methods to the answer to the code, whatever it is. */
const provePhone = async (page: Page, number: string): Promise<void> => {
  await page.getByRole('tab', { name: '2FA SMS/Call' }).click();
  await page.getByLabel('Phone number').waitFor();
  // NIST SP 800-63B-4 §3.2.9: the customer is told the risk, and has an alternative.
  expect(await page.getByRole('tabpanel').innerText()).toMatch(
    /takes over your number\. If you can, prefer the app/,
  );
  await page.getByLabel('Phone number').fill(number);
  await button(page, 'SMS').click();
  await page
    .getByRole('textbox', { name: codeLabel, exact: true })
    .fill(await readHandset(page, 'Text', number, 1));
  await button(page, 'Turn on').click();
};

/** The portal's backend answers the next assertion as it does while it cannot fetch the service's keys. */
const failNextAdmission = (page: Page): Promise<unknown> =>
  page.route(
    '**/session/admit',
    (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: { status: 503, code: 'unavailable', detail: 'It does not work at the moment.' },
      }),
    { times: 1 },
  );

/** A new customer, inside, whose second factor is this phone. */
const enrolPhone = async (given: Journey, number: string): Promise<string> => {
  const { page } = given;
  const email = await signUp(given);
  await openHandset(page);
  await openSecurity(page);
  await securitySwitch(page).click();
  await provePhone(page, number);
  await readBackupCodes(page);
  await confirmSaved(page);
  await seeHeading(page, 'Security');
  return email;
};

/** Nothing in it that breaks a line by itself. */
const longMail = {
  id: 'mail-1',
  to: 'customer.with.a.very.long.name@subdomain.mission.example',
  from: 'security@portal.example',
  subject: 'Two-factor-authentication-was-turned-on-for-your-account',
  text: 'https://portal.example/a-long-address-without-a-place-to-break-it',
  html: '',
  at: '2026-02-11T09:30:00.000Z',
};

const rightEdge = async (element: Locator): Promise<number> => {
  const box = await element.boundingBox();
  if (box === null) throw new Error('the element is not shown');
  return box.x + box.width;
};

describeJourneys('a customer with a phone', (journey) => {
  journey('turns 2FA on by SMS and signs in by a call', async (given) => {
    const { page, system } = given;
    const number = '+12025550111';
    const email = await enrolPhone(given, number);
    expect(await page.getByRole('main').innerText()).not.toContain(number);
    await signOut(page);
    system.clock.advance(31_000);

    await signIn(page, email);
    await button(page, 'Call').click();
    await confirmWith(page, codeLabel, await readHandset(page, 'Call', number, 1));

    await seeInside(page);
    await page.getByText('confirmed by phone').waitFor();
  });

  journey('waits before the next code, and sees for how long', async (given) => {
    const { page, system } = given;
    const email = await enrolPhone(given, '+12025550112');
    await signOut(page);
    system.clock.advance(31_000);
    await signIn(page, email);
    const sms = button(page, 'SMS');
    await sms.waitFor();
    await sms.and(page.locator(':focus')).waitFor();

    // Half a minute may be over before a busy machine has looked.
    await page.clock.setFixedTime(Date.now());
    await sms.click();

    await page.getByText('How shall we send a code').waitFor({ state: 'detached' });
    await page.getByText(/You can ask for another code in \d+ seconds?\./).waitFor();
    expect(await button(page, 'SMS').isDisabled()).toBe(true);
    expect(await button(page, 'Call').isDisabled()).toBe(true);
  });

  journey('need not type the code that the browser reads from the text', async (given) => {
    const { page, system } = given;
    // As where there is WebOTP; the text is handed over by the test.
    await page.addInitScript(`
      window.OTPCredential = class {};
      navigator.credentials.get = ({ otp }) =>
        new Promise((resolve) => (window.readText = (code) => otp.transport[0] === 'sms' && resolve({ code })));
    `);
    const number = '+12025550117';
    const email = await enrolPhone(given, number);
    await signOut(page);
    system.clock.advance(31_000);
    await signIn(page, email);
    await button(page, 'SMS').click();
    const code = await readHandset(page, 'Text', number, 2);

    await page.evaluate(`window.readText('${code}')`);

    await seeInside(page);
  });

  journey('changes the number only after a code to the old one', async (given) => {
    const { page, system } = given;
    const [oldNumber, newNumber] = ['+12025550113', '+12025550114'];
    await enrolPhone(given, oldNumber);
    system.clock.advance(31_000);

    await button(page, 'Change number').click();
    await page.getByLabel('Phone number').fill(newNumber);
    await button(page, 'SMS').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'SMS', exact: true }).click();
    const proof = await readHandset(page, 'Text', oldNumber, 2);
    system.clock.advance(31_000);
    await dialog.getByRole('textbox', { name: codeLabel, exact: true }).fill(proof);
    await dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
    await page
      .getByRole('textbox', { name: codeLabel, exact: true })
      .fill(await readHandset(page, 'Text', newNumber, 1));
    await button(page, 'Turn on').click();

    await page
      .getByRole('definition')
      .filter({ hasText: /^\+1 \D*14$/ })
      .waitFor();
  });

  journey('is told what is wrong with a number', async (given) => {
    const { page } = given;
    await signUp(given);
    await openSecurity(page);
    await securitySwitch(page).click();
    await page.getByRole('tab', { name: '2FA SMS/Call' }).click();

    const number = page.getByLabel('Phone number');
    await number.fill('12');
    await number.press('Enter');

    await seeProblem(page, 'This is not a complete phone number.');
    expect(await number.getAttribute('aria-invalid')).toBe('true');
  });

  journey('chooses the country, and may change the number after a code was sent', async (given) => {
    const { page, system } = given;
    await signUp(given);
    await openHandset(page);
    await openSecurity(page);
    await securitySwitch(page).click();
    await page.getByRole('tab', { name: '2FA SMS/Call' }).click();
    const number = page.getByLabel('Phone number');

    await page.getByLabel('Country').selectOption('DE');
    await number.fill('01512 3456789');
    expect(await number.inputValue()).toBe('015 123 456 789');
    await number.press('Enter');
    await readHandset(page, 'Text', '+4915123456789', 1);
    const code = page.getByRole('textbox', { name: codeLabel, exact: true });
    await code.waitFor();
    expect(await number.isVisible()).toBe(false);

    await button(page, 'Change number').click();
    expect(await code.isVisible()).toBe(false);
    system.clock.advance(31_000);
    await number.fill('+12025550116');
    expect(await page.getByLabel('Country').inputValue()).toBe('US');
  });

  journey('tries again when the portal cannot check the proof at the moment', async (given) => {
    const { page } = given;
    await reachPrompt(given);
    await failNextAdmission(page);

    await button(page, 'Skip for now').click();
    await seeProblem(page, 'It does not work at the moment.');
    await button(page, 'Try again').click();

    await seeInside(page);
  });

  journey('gets the backup codes even if the portal could not check the proof at first', async (given) => {
    const { page } = given;
    await reachPrompt(given);
    await openHandset(page);
    await button(page, 'Set up now').click();
    await failNextAdmission(page);

    await provePhone(page, '+12025550115');
    await seeProblem(page, 'It does not work at the moment.');
    await button(page, 'Try again').click();

    expect(await readBackupCodes(page)).toHaveLength(10);
    await confirmSaved(page);
    await seeInside(page);
  });

  for (const width of [1280, 360]) {
    journey(
      `sees whom a mail went to, and when, on a page ${width} pixels wide`,
      async ({ page, system }) => {
        await page.setViewportSize({ width, height: 800 });
        await page.route('**/local/mail', (route) => route.fulfill({ json: { mail: [longMail] } }));
        await page.goto(system.portalUrl);

        await openHandset(page);
        const panel = page.locator('.handset-panel');
        const card = panel.getByRole('listitem').filter({ hasText: longMail.to });
        await card.waitFor();

        const { scrollWidth, clientWidth } = await panel.evaluate((element) => ({
          scrollWidth: element.scrollWidth,
          clientWidth: element.clientWidth,
        }));
        expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
        expect(await rightEdge(card.getByRole('time'))).toBeLessThanOrEqual(await rightEdge(card));
      },
    );
  }
});
