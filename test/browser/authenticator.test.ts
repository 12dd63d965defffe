/** The authenticator app's journey in a real browser. */

import { readFileSync } from 'node:fs';
import { readAuthenticator } from './support/authenticator.ts';
import {
  appCodeLabel,
  button,
  confirmSaved,
  confirmWith,
  enrol,
  openSecurity,
  proveAuthenticator,
  reachPrompt,
  readBackupCodes,
  securitySwitch,
  seeHeading,
  seeInside,
  seeProblem,
  setUpAuthenticator,
  signIn,
  signOut,
} from './support/customer.ts';
import { describeJourneys } from './support/journeys.ts';

describeJourneys('a customer with an authenticator app', (journey) => {
  journey('turns 2FA on, signs in with a code, and without the device with a backup code', async (given) => {
    const { page } = given;
    const { email, authenticator, backupCodes } = await enrol(given);
    expect(new Set(backupCodes).size).toBe(10);

    await signOut(page);
    await signIn(page, email);
    await confirmWith(page, appCodeLabel, authenticator.nextCode());
    await seeInside(page);

    await signOut(page);
    await signIn(page, email);
    await button(page, 'Use a backup code').click();
    await confirmWith(page, 'Backup code', backupCodes[0]?.toLowerCase().replaceAll('-', ' ') ?? '');
    await page.getByText('Backup codes left: 9').waitFor();
    await button(page, 'Continue').click();
    await seeInside(page);
    await openSecurity(page);
    await page.getByText('9 of 10 left').waitFor();
  });

  journey('must say that the backup codes are saved, and never sees them again', async (given) => {
    const { page } = given;
    await reachPrompt(given);
    await page.getByText('You can set it up later under Security.').waitFor();
    await button(page, 'Set up now').click();
    const { backupCodes } = await setUpAuthenticator(given);

    await page.getByText('Two-factor authentication is on.').waitFor();
    expect(await button(page, 'Done').isDisabled()).toBe(true);
    await page.getByText('cannot be recovered once you close this page').waitFor();
    const download = page.waitForEvent('download');
    await button(page, 'Download').click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('mission-control-backup-codes.txt');
    const text = readFileSync(await file.path(), 'utf8');
    expect(text).toMatch(
      /^Backup codes for Mission Control\nAccount: .+@mission\.example\nMade on .+ \d{4}\./,
    );
    for (const code of backupCodes) expect(text).toContain(code);

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button(page, 'Copy').click();
    await page.getByRole('button', { name: '✓ Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(text);

    await confirmSaved(page);
    await openSecurity(page);
    await page.getByText('10 of 10 left').waitFor();
    expect(await page.content()).not.toContain(backupCodes[0]);
  });

  journey('is refused the code that set the app up, and told how many tries are left', async (given) => {
    const { page } = given;
    const { email, authenticator } = await enrol(given);
    await signOut(page);
    await signIn(page, email);

    await confirmWith(page, appCodeLabel, authenticator.currentCode());

    await seeProblem(page, 'That code is not right, or it has been used already. Tries left: 4.');
    const field = page.getByRole('textbox', { name: appCodeLabel, exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.and(page.locator(':focus')).waitFor();
    await page.getByText(`Account: ${email}`).waitFor();
    expect(await page.getByText('Let your phone set its date').isVisible()).toBe(false);
    await confirmWith(page, appCodeLabel, '000000');
    await page.getByText('Let your phone set its date').waitFor();
  });

  journey(
    'may paste the sentence around a code, or type it in the digits of another script',
    async (given) => {
      const { page } = given;
      const { email, authenticator } = await enrol(given);
      await signOut(page);
      await signIn(page, email);
      const field = page.getByRole('textbox', { name: appCodeLabel, exact: true });
      expect(await field.getAttribute('name')).toBe('one-time-code');
      expect(await field.getAttribute('autocomplete')).toBe('one-time-code');

      await field.fill('１２３４５６');
      expect(await field.inputValue()).toBe('123456');
      await confirmWith(page, appCodeLabel, `${authenticator.nextCode()} is your code for Mission Control.`);

      await seeInside(page);
    },
  );

  journey('whose set-up has expired starts again, with another QR code', async (given) => {
    const { page, system } = given;
    await reachPrompt(given);
    await button(page, 'Set up now').click();
    const authenticator = await readAuthenticator(given);
    system.clock.advance(11 * 60_000);
    await page.getByLabel('Code').fill(authenticator.currentCode());
    await button(page, 'Turn on').click();

    await page.getByRole('alert').filter({ hasText: 'This set-up has expired.' }).waitFor();
    expect(await page.getByAltText('QR code').count()).toBe(0);
    await button(page, 'Start again').click();

    await proveAuthenticator(given);
    expect(await readBackupCodes(page)).toHaveLength(10);
  });

  journey('is told to wait after five wrong codes, to the letter, and pointed to support', async (given) => {
    const { page } = given;
    const { email, backupCodes } = await enrol(given);
    await signOut(page);
    await signIn(page, email);

    for (const left of [4, 3, 2, 1]) {
      await confirmWith(page, appCodeLabel, '000000');
      await seeProblem(page, `Tries left: ${left}.`);
    }
    await confirmWith(page, appCodeLabel, '000000');

    await seeProblem(
      page,
      'You have exceeded the number of log in attempts allowed. Please wait a minute then try again.',
    );
    await page.getByRole('link', { name: 'Contact support' }).waitFor();
    await page.getByText(/You can try again in \d+ seconds?\./).waitFor();
    expect(await page.getByText('Tries left: 0').count()).toBe(0);
    expect(await button(page, 'Confirm').isDisabled()).toBe(true);
    await button(page, 'Use a backup code').first().click();
    await confirmWith(page, 'Backup code', backupCodes[0] ?? '');
    await button(page, 'Continue').click();
    await seeInside(page);
  });

  journey(
    'proves the factor before the backup codes are replaced, and may change their mind',
    async (given) => {
      const { page } = given;
      const { authenticator, backupCodes } = await enrol(given);
      await openSecurity(page);

      await button(page, 'Replace all').click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByText('10 of 10 left').waitFor();

      await button(page, 'Replace all').click();
      await confirmWith(page, appCodeLabel, authenticator.nextCode());
      const newCodes = await readBackupCodes(page);
      await page.getByRole('link', { name: 'Overview' }).click();
      await page.getByRole('alert').filter({ hasText: 'not saved yet' }).waitFor();
      await page.goBack();
      expect(await readBackupCodes(page)).toEqual(newCodes);
      expect(newCodes).toHaveLength(10);
      expect(newCodes).not.toEqual(expect.arrayContaining([backupCodes[0]]));
      await confirmSaved(page);
      await page.getByRole('link', { name: 'Overview' }).click();
      await seeInside(page);
    },
  );

  journey('moves to a new device, and only its codes work from then on', async (given) => {
    const { page } = given;
    const { email, authenticator } = await enrol(given);
    await openSecurity(page);
    await button(page, 'Replace device').click();
    await confirmWith(page, appCodeLabel, authenticator.nextCode());
    const newDevice = await proveAuthenticator(given);
    await seeHeading(page, 'Security');

    await signOut(page);
    await signIn(page, email);
    await confirmWith(page, appCodeLabel, authenticator.nextCode());
    await seeProblem(page, 'That code is not right');
    await confirmWith(page, appCodeLabel, newDevice.nextCode());
    await seeInside(page);
  });

  journey('finds no way to turn 2FA off, and why', async (given) => {
    const { page } = given;
    await enrol(given);

    await openSecurity(page);

    await page.getByText('Two-factor authentication cannot be turned off').waitFor();
    expect(await securitySwitch(page).isDisabled()).toBe(true);
  });
});

describeJourneys(
  'a customer whose operator lets 2FA be turned off',
  (journey) => {
    journey('turns it off with a proof, and is prompted again at the next sign-in', async (given) => {
      const { page } = given;
      const { email, authenticator } = await enrol(given);
      await openSecurity(page);

      await securitySwitch(page).click();
      await confirmWith(page, appCodeLabel, authenticator.nextCode());
      await page.getByText('Two-factor authentication is off.').waitFor();
      expect(await securitySwitch(page).getAttribute('aria-checked')).toBe('false');

      await signOut(page);
      await signIn(page, email);
      await seeHeading(page, 'Protect your account');
    });
  },
  { allowDisable: true },
);
