import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createKeyRing } from '../../shared/adapters/key-ring.ts';
import { fromItem, toItem } from '../../shared/adapters/record-item.ts';
import { systemRandom } from '../../shared/adapters/system.ts';
import { KIM } from './support/users.ts';

const keys = (version: number) => createKeyRing(new Map([[version, new Uint8Array(32)]]), systemRandom);

test('what the key ring has made is stored as bytes, and comes back as it was', () => {
  const ring = keys(3);
  const record = {
    factor: { secret: ring.seal('totp-secret', KIM, randomBytes(20)) },
    backupCodes: { hashes: [ring.hash('backup-code', ['a']), ring.hash('backup-code', ['b'])] },
  };

  const item = toItem(record);

  // A version, a nonce of 12 bytes, the secret and a tag of 16; a version and 16 bytes.
  expect(item.factor?.M?.secret?.B).toHaveLength(1 + 12 + 20 + 16);
  expect(item.backupCodes?.M?.hashes?.L?.map(({ B }) => B?.length)).toEqual([17, 17]);
  expect(fromItem(item)).toEqual(record);
});

test.each([
  ['shorter than anything the key ring makes', '1.abc'],
  ['with bits that no encoder sets', '1.AAAAAAAAAAAAAAAAAAAAAB'],
  ['of a version that no byte holds', '256.AAAAAAAAAAAAAAAAAAAAAA'],
  ['with a leading zero', '01.AAAAAAAAAAAAAAAAAAAAAA'],
  ['on two lines', '1.AAAAAAAAAAAAAAAAAAAAAA\n'],
])('text %s stays text', (_, sid) => {
  expect(toItem({ sid })).toEqual({ sid: { S: sid } });
});

test('whatever text a record holds comes back as it was', () => {
  const likeIt = fc.stringMatching(/^\d{1,3}\.[A-Za-z0-9_-]{20,30}$/);
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), likeIt)), (texts) => {
      expect(fromItem(toItem({ texts }))).toEqual({ texts });
    }),
  );
});

test('events keep their text, as they are read off the stream', () => {
  const events = [{ type: 'CodeRequested', source: keys(1).hash('backup-code', ['a']) }];
  expect(toItem({ events }).events?.L?.[0]?.M?.source).toEqual({ S: events[0]?.source });
});

test('what is undefined is left out', () => {
  expect(toItem({ limits: { resendAt: undefined } })).toEqual({ limits: { M: {} } });
});
