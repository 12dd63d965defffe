/** The KMS stand-in signs as KMS does, and refuses a key that is for something else. */

import { createHash, createPublicKey, verify } from 'node:crypto';
import { readKmsKeys } from '../../local/emulator/aws/kms/keys.ts';
import { createKmsStandIn } from '../../local/emulator/aws/kms/kms.ts';
import { loadStack } from '../../local/emulator/template/stack.ts';
import { createKeyStore } from '../../local/host/keys.ts';

const stack = loadStack({
  name: 'Stack',
  apiUrl: 'http://localhost:3000',
  template: {
    Resources: {
      Mac: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' } },
      Signing: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' } },
      Alias: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: 'alias/signing', TargetKeyId: { Ref: 'Signing' } },
      },
    },
  },
});
const kms = createKmsStandIn(readKmsKeys(stack), createKeyStore());

const call = async (action: string, body: Record<string, unknown>): Promise<Record<string, string>> => {
  const request = { service: 'kms', action, headers: {}, path: '/', method: 'POST', functionName: 'fn' };
  const answer = await kms.handle({ ...request, body: Buffer.from(JSON.stringify(body)) });
  return JSON.parse(answer.body.toString());
};

const message = Buffer.from('header.payload');
const signing = { KeyId: 'alias/signing', SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256' };
const mac = {
  KeyId: stack.get('Mac').ref,
  MacAlgorithm: 'HMAC_SHA_256',
  Message: message.toString('base64'),
};

test('a message and its digest get the same signature, which the public key verifies', async () => {
  const digest = createHash('sha256').update(message).digest('base64');

  const raw = await call('Sign', { ...signing, MessageType: 'RAW', Message: message.toString('base64') });
  const ofDigest = await call('Sign', { ...signing, MessageType: 'DIGEST', Message: digest });
  const { PublicKey = '' } = await call('GetPublicKey', { KeyId: 'alias/signing' });

  const key = createPublicKey({ key: Buffer.from(PublicKey, 'base64'), type: 'spki', format: 'der' });
  expect(verify('sha256', message, key, Buffer.from(raw.Signature ?? '', 'base64'))).toBe(true);
  expect(ofDigest.Signature).toBe(raw.Signature);
});

test('a MAC is the same each time and verifies', async () => {
  const first = await call('GenerateMac', mac);
  const second = await call('GenerateMac', mac);

  expect(second.Mac).toBe(first.Mac);
  expect(await call('VerifyMac', { ...mac, Mac: first.Mac })).toMatchObject({ MacValid: true });
});

test.each([
  [
    'a MAC key cannot sign',
    'Sign',
    { ...signing, KeyId: mac.KeyId, Message: 'aGk=' },
    'InvalidKeyUsageException',
  ],
  [
    'a signing key makes no MAC',
    'GenerateMac',
    { ...mac, KeyId: 'alias/signing' },
    'InvalidKeyUsageException',
  ],
  ['a MAC key has no public key', 'GetPublicKey', { KeyId: mac.KeyId }, 'UnsupportedOperationException'],
  ['an unknown key is not found', 'GetPublicKey', { KeyId: 'alias/other' }, 'NotFoundException'],
  [
    'a digest has 32 bytes',
    'Sign',
    { ...signing, MessageType: 'DIGEST', Message: 'aGk=' },
    'ValidationException',
  ],
])('%s', async (_name, action, body, code) => {
  await expect(call(action, body)).rejects.toMatchObject({ code });
});
