/** The authenticator app's journey in a real browser. */
import { onSam } from '../e2e/support/platform.ts';
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
    await seeInside(page);
    await openSecurity(page);
    await page.getByText('9 of 10 left').waitFor();
  });

  journey('must say that the backup codes are saved, and never sees them again', async (given) => {
    const { page } = given;
    await reachPrompt(given);
    await button(page, 'Set up now').click();
    const { backupCodes } = await setUpAuthenticator(given);

    expect(await button(page, 'Done').isDisabled()).toBe(true);
    await page.getByText('cannot be recovered once you close this page').waitFor();
    const download = page.waitForEvent('download');
    await button(page, 'Download').click();
    expect((await download).suggestedFilename()).toBe('mission-control-backup-codes.txt');

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

    await seeProblem(page, 'That code is not right, or it has been used already. You have 4 tries left.');
  });

  journey('is told to wait after five wrong codes, to the letter, and pointed to support', async (given) => {
    const { page } = given;
    const { email } = await enrol(given);
    await signOut(page);
    await signIn(page, email);

    for (const left of ['4 tries', '3 tries', '2 tries', '1 try', '0 tries']) {
      await confirmWith(page, appCodeLabel, '000000');
      await seeProblem(page, `You have ${left} left.`);
    }
    await confirmWith(page, appCodeLabel, '000000');

    await seeProblem(
      page,
      'You have exceeded the number of log in attempts allowed. Please wait a minute then try again.',
    );
    await page.getByRole('link', { name: 'Contact support' }).waitFor();
    // SAM does not let the page read `Retry-After`.
    if (!onSam) await page.getByText(/You can try again in \d+ seconds?\./).waitFor();
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
      expect(newCodes).toHaveLength(10);
      expect(newCodes).not.toEqual(expect.arrayContaining([backupCodes[0]]));
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
    expect(await button(page, 'Turn off').count()).toBe(0);
  });
});

describeJourneys(
  'a customer whose operator lets 2FA be turned off',
  (journey) => {
    journey('turns it off with a proof, and is prompted again at the next sign-in', async (given) => {
      const { page } = given;
      const { email, authenticator } = await enrol(given);
      await openSecurity(page);

      await button(page, 'Turn off').click();
      await confirmWith(page, appCodeLabel, authenticator.nextCode());
      await button(page, 'Turn on').waitFor();

      await signOut(page);
      await signIn(page, email);
      await seeHeading(page, 'Protect your account');
    });
  },
  { allowDisable: true },
);
