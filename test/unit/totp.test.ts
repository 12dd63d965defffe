/** Codes of an authenticator app: the vectors of the standards, and which time steps are accepted. */

import { createHmac } from 'node:crypto';
import type { TimeStep } from '../../shared/domain/brand.ts';
import { matchTotp, timeStep, totpCode } from '../../shared/domain/totp.ts';
import { seeded } from './support/seeded.ts';

const step = (value: number) => value as TimeStep;
const RFC_KEY = Buffer.from('12345678901234567890', 'ascii');

/** HOTP after RFC 4226 §5.3, with Node's own HMAC: independent of the library. */
function referenceCode(key: Uint8Array, counter: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac('sha1', key).update(message).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('codes of the standards', () => {
  test.each([
    [0, '755224'],
    [1, '287082'],
    [2, '359152'],
    [3, '969429'],
    [4, '338314'],
    [5, '254676'],
    [6, '287922'],
    [7, '162583'],
    [8, '399871'],
    [9, '520489'],
  ])('RFC 4226 appendix D: counter %i gives %s', (counter, code) => {
    expect(totpCode(RFC_KEY, step(counter))).toBe(code);
  });

  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('RFC 6238 appendix B: %i s gives the last six digits of %s', (seconds, eightDigits) => {
    expect(totpCode(RFC_KEY, timeStep(seconds * 1000))).toBe(eightDigits.slice(2));
  });

  test('the secret that documentations use (JBSWY3DPEHPK3PXP), five steps around a moment', () => {
    const key = Buffer.from('48656c6c6f21deadbeef', 'hex');
    const current = timeStep(1_695_010_563_617);
    const codes = [-2, -1, 0, 1, 2].map((offset) => totpCode(key, step(current + offset)));
    expect(codes).toEqual(['879501', '197888', '971144', '200965', '346828']);
  });

  test('the time step does not end with 32 bits', () => {
    const counters = [2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 40 + 7];
    expect(counters.map((counter) => totpCode(RFC_KEY, step(counter)))).toEqual(
      counters.map((counter) => referenceCode(RFC_KEY, counter)),
    );
    expect(timeStep((2 ** 32 + 5) * 30_000 + 29_999)).toBe(2 ** 32 + 5);
  });

  test('any secret at any time: the same code as by the standard, six digits with leading zeros', () => {
    const random = seeded(4226);
    for (let round = 0; round < 300; round++) {
      const key = random.bytes(20);
      const counter = random.below(2 ** 36);
      const code = totpCode(key, step(counter));
      expect(code).toBe(referenceCode(key, counter));
      expect(code).toMatch(/^[0-9]{6}$/);
    }
  });
});

describe('which step a code belongs to', () => {
  const now = 1_700_000_010_000;
  const current = timeStep(now);
  const match = (offset: number, after?: number) =>
    matchTotp(RFC_KEY, totpCode(RFC_KEY, step(current + offset)), {
      now,
      drift: 1,
      ...(after !== undefined && { after: step(after) }),
    });

  test.each([-1, 0, 1])('a clock that is %i step away is accepted', (offset) => {
    expect(match(offset)).toBe(current + offset);
  });

  test.each([-3, -2, 2, 3])('a clock that is %i steps away is not', (offset) => {
    expect(match(offset)).toBeUndefined();
  });

  test('a step changes exactly with its thirty seconds', () => {
    expect(timeStep(29_999)).toBe(0);
    expect(timeStep(30_000)).toBe(1);
  });

  test('the same code twice: a spent step is never accepted again (CVE-2015-7225)', () => {
    expect(match(0, current)).toBeUndefined();
  });

  test('a code of an earlier step than the last accepted one is not accepted either', () => {
    expect(match(-1, current)).toBeUndefined();
    expect(match(-1, current - 1)).toBeUndefined();
  });

  test('the next step is accepted right after the one before was spent', () => {
    expect(match(1, current)).toBe(current + 1);
    expect(match(0, current - 1)).toBe(current);
  });

  test.each(['', '0', '75522', '7552244', '٧٥٥٢٢٤', '755224 '])('%j is the code of no step', (code) => {
    expect(matchTotp(RFC_KEY, code, { now: 0, drift: 1 })).toBeUndefined();
  });

  test('a code that two neighbouring steps share counts for the one that is not spent', () => {
    const first = 910_737;
    expect(totpCode(RFC_KEY, step(first))).toBe(totpCode(RFC_KEY, step(first + 1)));
    const matched = matchTotp(RFC_KEY, totpCode(RFC_KEY, step(first)), {
      now: (first + 1) * 30_000,
      drift: 1,
      after: step(first),
    });
    expect(matched).toBe(first + 1);
  });
});
