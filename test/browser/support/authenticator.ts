/** An authenticator app that scans the page's QR code, by an independent reader where the machine has one. */
import { spawnSync } from 'node:child_process';
import { Secret, TOTP, URI } from 'otpauth';
import type { Journey } from './journeys.ts';

export interface Authenticator {
  /** The code at the local system's time. */
  currentCode(): string;
  /** The code of the next step: the local system's clock moves 30 s forward, because each step works once. */
  nextCode(): string;
}

/** The QR code's text in a picture as the customer sees it, or undefined where there is no `zbarimg`. */
const scan = (png: Buffer): string | undefined => {
  const reader = spawnSync('zbarimg', ['--quiet', '--raw', 'PNG:-'], { input: png, encoding: 'utf8' });
  if (reader.error) return undefined;
  if (reader.status !== 0) throw new Error(`zbarimg read no code: ${reader.stderr}`);
  return reader.stdout.trim();
};

export const readAuthenticator = async ({ page, system }: Journey): Promise<Authenticator> => {
  const qrCode = page.getByAltText('QR code for your authenticator app');
  await qrCode.waitFor();
  const uri = scan(await qrCode.screenshot());
  await page.getByText('Cannot scan it?').click();
  const shownSecret = (await page.locator('[data-part=secret] code').innerText()).replaceAll(' ', '');

  const totp = uri === undefined ? new TOTP({ secret: Secret.fromBase32(shownSecret) }) : URI.parse(uri);
  if (!(totp instanceof TOTP)) throw new Error('the QR code is not a TOTP key');
  expect(totp.secret.base32).toBe(shownSecret);

  const currentCode = (): string => totp.generate({ timestamp: system.clock.now() });
  return {
    currentCode,
    nextCode() {
      system.clock.advance(30_000);
      return currentCode();
    },
  };
};
