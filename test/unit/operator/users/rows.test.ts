/** The lines of an import: each is read or refused with its number, and none is quoted or kept in clear. */

import type { Sealed } from '../../../../shared/domain/brand.ts';
import type { OfferedMethod } from '../../../../shared/domain/method.ts';
import { readRows } from '../../../../shared/operator/users/rows.ts';

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

const read = (...lines: readonly unknown[]) => readOffering(['totp', 'sms', 'call'], ...lines);

async function readOffering(methods: readonly OfferedMethod[], ...lines: readonly unknown[]) {
  async function* texts() {
    for (const line of lines) yield typeof line === 'string' ? line : JSON.stringify(line);
  }
  const rows = [];
  const seal = (purpose: string, userId: string, plain: Uint8Array) =>
    `${purpose}/${userId}/${plain.length}` as Sealed;
  const numbers = { allowedCountries: ['US', 'DE'] };
  for await (const row of readRows(texts(), { seal, numbers, methods })) {
    rows.push(row);
  }
  return rows;
}

test('an app and a phone, sealed for their user; empty lines count, and a byte order mark does not matter', async () => {
  expect(
    await read(
      `\ufeff${JSON.stringify({ sub: 'kim', totp: { secret: SECRET } })}`,
      '',
      { sub: 'robin', phone: '+1 (202) 555-0100' },
      { sub: 'alex', phone: '+49 30 901820' },
    ),
  ).toEqual([
    { line: 1, userId: 'kim', factor: { method: 'totp', secret: 'totp-secret/kim/20' }, short: false },
    {
      line: 3,
      userId: 'robin',
      factor: { method: 'phone', number: 'phone-number/robin/12', country: 'US', channels: ['sms', 'call'] },
      short: false,
    },
    {
      line: 4,
      userId: 'alex',
      factor: { method: 'phone', number: 'phone-number/alex/11', country: 'DE', channels: ['call'] },
      short: false,
    },
  ]);
});

test('what other providers say of the usual codes is taken, also of a short secret', async () => {
  const totp = { secret: 'JBSWY3DPEHPK3PXP', algorithm: 'sha-1', digits: 6, period: 30 };
  expect(await read({ sub: 'kim', totp })).toEqual([expect.objectContaining({ userId: 'kim', short: true })]);
});

const OTHERS = 'only codes of SHA-1, 6 digits and 30 seconds can be taken over';

test.each([
  ['SHA-256', { sub: 'kim', totp: { secret: SECRET, algorithm: 'SHA256' } }, OTHERS],
  ['8 digits', { sub: 'kim', totp: { secret: SECRET, digits: 8 } }, OTHERS],
  ['60 seconds', { sub: 'kim', totp: { secret: SECRET, period: 60 } }, OTHERS],
  [
    'no base32',
    { sub: 'kim', totp: { secret: '12345678901234567890' } },
    'the secret is no base32 of 80 to 1024 bits',
  ],
  ['no secret', { sub: 'kim', totp: {} }, 'something is missing or of the wrong type in totp.secret'],
  [
    'digits in text',
    { sub: 'kim', totp: { secret: SECRET, digits: '6' } },
    'something is missing or of the wrong type in totp.digits',
  ],
  [
    'a field that may mean anything',
    { sub: 'kim', totp: { secret: SECRET, skew: 4 } },
    'there is an unknown field in totp',
  ],
  [
    'both',
    { sub: 'kim', totp: { secret: SECRET }, phone: '+12025550100' },
    'it must have totp or phone, and not both',
  ],
  ['neither', { sub: 'kim' }, 'it must have totp or phone, and not both'],
  ['nobody', { totp: { secret: SECRET } }, 'something is missing or of the wrong type in sub'],
  ['no number', { sub: 'kim', phone: '+1202' }, 'the telephone number is not valid'],
  [
    'another country',
    { sub: 'kim', phone: '+33 6 12 34 56 78' },
    'codes cannot be sent to this kind of telephone number, or not to its country',
  ],
  [
    'half a line',
    `{"sub":"kim","totp":{"secret":"${SECRET}"`,
    'it is no JSON object with sub, and totp or phone',
  ],
  ['a list', '[]', 'it is no JSON object with sub, and totp or phone'],
])('%s is refused, with the number of its line', async (_what, line, fault) => {
  expect(await read({ sub: 'first', phone: '+12025550101' }, line)).toEqual([
    expect.objectContaining({ line: 1, userId: 'first' }),
    { line: 2, fault },
  ]);
});

test('a factor that the settings do not offer is refused: nobody could sign in with it', async () => {
  const app = { sub: 'kim', totp: { secret: SECRET } };
  const mobile = { sub: 'robin', phone: '+1 (202) 555-0100' };
  const landline = { sub: 'alex', phone: '+49 30 901820' };
  expect(await readOffering(['sms'], app, mobile, landline)).toEqual([
    { line: 1, fault: 'the settings offer no authenticator apps' },
    expect.objectContaining({ line: 2, userId: 'robin' }),
    { line: 3, fault: 'the settings offer neither texts nor calls to this telephone number' },
  ]);
});
