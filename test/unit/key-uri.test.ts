/** The key URI that an authenticator app scans: made so that every app reads the same out of it. */

import { base32Secret, keyUri } from '../../shared/domain/totp.ts';
import { seeded } from './support/seeded.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6, independent of the library. */
function decodeBase32(text: string): Uint8Array {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

const SECRET = decodeBase32('HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ');
const parametersOf = (uri: string) => new URL(uri).searchParams;
/** Issuer and account as an app reads them: split at the colon, then decoded. */
const labelOf = (uri: string) =>
  new URL(uri).pathname
    .replace(/^.*\//, '')
    .split(':')
    .map((part) => decodeURIComponent(part));

test('the example of the documented format, to the letter', () => {
  expect(keyUri(SECRET, 'ACME Co', 'john.doe@email.com')).toBe(
    'otpauth://totp/ACME%20Co:john.doe@email.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ&issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30',
  );
});

test.each(['ACME Co', 'R&D', 'Hooray! 100%', 'Größe & Söhne', 'ミッション', 'a/b?c=d#e', "O'Neil + Sons"])(
  'issuer %j: label and parameter agree, and are what was given',
  (issuer) => {
    const uri = keyUri(SECRET, issuer, 'kim@portal.example');
    expect(labelOf(uri)).toEqual([issuer, 'kim@portal.example']);
    expect(parametersOf(uri).get('issuer')).toBe(issuer);
    expect([...parametersOf(uri).keys()]).toEqual(['secret', 'issuer', 'algorithm', 'digits', 'period']);
  },
);

test('a space is %20, and never the + that apps show as it is', () => {
  const uri = keyUri(SECRET, 'Mission Control Centre', 'kim lee');
  expect(uri).toContain('Mission%20Control%20Centre');
  expect(uri).not.toContain('+');
});

test('a colon in issuer or account is replaced: it would break the label for scanners', () => {
  const uri = keyUri(SECRET, 'Mission: Control', 'user:4711');
  expect(labelOf(uri)).toEqual(['Mission  Control', 'user 4711']);
  expect(uri.replace('otpauth://', '').match(/:|%3A/gi)).toHaveLength(1);
});

test('spaces around issuer and account go, also where a colon was', () => {
  expect(labelOf(keyUri(SECRET, ' ACME Co: ', ':kim '))).toEqual(['ACME Co', 'kim']);
});

test('the secret is base32 without padding, whatever its bytes', () => {
  const random = seeded(4648);
  for (let round = 0; round < 200; round++) {
    const secret = random.bytes(20);
    expect(base32Secret(secret)).toMatch(/^[A-Z2-7]{32}$/);
    expect(decodeBase32(base32Secret(secret))).toEqual(secret);
  }
});
