/** KMS stand-in: HMAC and RSA keys of the template, with the checks of usage and algorithm that KMS makes. */

import {
  constants,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateEncrypt,
  sign,
  timingSafeEqual,
} from 'node:crypto';
import type { KeyStore } from '../../../host/keys.ts';
import type { Properties } from '../../template/template.ts';
import { jsonAnswer, parseBody } from '../json.ts';
import { type AwsAnswer, type AwsCall, AwsError, type StandIn } from '../stand-in.ts';
import type { KmsKey, KmsKeys } from './keys.ts';

/** KMS takes at most this many bytes as a message. */
const MAX_MESSAGE_BYTES = 4096;
const SIGNING_ALGORITHM = 'RSASSA_PKCS1_V1_5_SHA_256';
const MAC_ALGORITHM = 'HMAC_SHA_256';
/** ASN.1 prefix of a SHA-256 digest in a PKCS #1 v1.5 signature (RFC 8017 §9.2, note 1). */
const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

const invalid = (message: string): AwsError => new AwsError('ValidationException', 400, message);

function bytes(body: Properties, field: string): Buffer {
  const value = body[field];
  if (typeof value !== 'string' || value === '') throw invalid(`${field} is missing`);
  const decoded = Buffer.from(value, 'base64');
  if (decoded.length > MAX_MESSAGE_BYTES) throw invalid(`${field} is longer than ${MAX_MESSAGE_BYTES} bytes`);
  return decoded;
}

function requireUsage(key: KmsKey, usage: string, spec: string): void {
  if (key.usage !== usage) {
    throw new AwsError('InvalidKeyUsageException', 400, `${key.arn} key usage is ${key.usage}, not ${usage}`);
  }
  if (key.spec !== spec) throw invalid(`The local KMS has no ${key.spec} keys for ${usage}`);
}

function requireAlgorithm(body: Properties, field: string, algorithm: string): void {
  if (body[field] !== algorithm) {
    throw new AwsError(
      'InvalidKeyUsageException',
      400,
      `Algorithm ${String(body[field])} does not fit the key`,
    );
  }
}

export function createKmsStandIn(kmsKeys: KmsKeys, store: KeyStore): StandIn {
  const mac = (key: KmsKey, body: Properties): Buffer => {
    requireUsage(key, 'GENERATE_VERIFY_MAC', 'HMAC_256');
    requireAlgorithm(body, 'MacAlgorithm', MAC_ALGORITHM);
    const secret = Buffer.from(store.secret(`kms/${key.logicalId}`), 'hex');
    return createHmac('sha256', secret).update(bytes(body, 'Message')).digest();
  };

  const parsed = new Map<string, KeyObject>();
  const privateKey = (key: KmsKey): KeyObject => {
    const name = `kms/${key.logicalId}`;
    const object = parsed.get(name) ?? createPrivateKey(store.rsaPrivateKey(name));
    parsed.set(name, object);
    return object;
  };

  const signature = (key: KmsKey, body: Properties): Buffer => {
    requireUsage(key, 'SIGN_VERIFY', 'RSA_2048');
    requireAlgorithm(body, 'SigningAlgorithm', SIGNING_ALGORITHM);
    const message = bytes(body, 'Message');
    const type = body.MessageType ?? 'RAW';
    if (type === 'RAW') return sign('sha256', message, privateKey(key));
    if (type !== 'DIGEST') throw invalid(`MessageType ${String(type)} is unknown`);
    if (message.length !== createHash('sha256').digest().length) throw invalid('Digest is invalid length');
    const padded = Buffer.concat([SHA256_DIGEST_INFO, message]);
    return privateEncrypt({ key: privateKey(key), padding: constants.RSA_PKCS1_PADDING }, padded);
  };

  const publicKey = (key: KmsKey): Properties => {
    if (key.spec !== 'RSA_2048') {
      throw new AwsError('UnsupportedOperationException', 400, `${key.arn} has no public key`);
    }
    const der = createPublicKey(privateKey(key)).export({ type: 'spki', format: 'der' });
    return {
      PublicKey: der.toString('base64'),
      KeySpec: key.spec,
      KeyUsage: key.usage,
      SigningAlgorithms: [SIGNING_ALGORITHM],
    };
  };

  const verifyMac = (key: KmsKey, body: Properties): Properties => {
    const expected = mac(key, body);
    const given = bytes(body, 'Mac');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new AwsError('KMSInvalidMacException', 400, 'The MAC does not verify');
    }
    return { MacValid: true, MacAlgorithm: MAC_ALGORITHM };
  };

  const actions: Readonly<Record<string, (key: KmsKey, body: Properties) => Properties>> = {
    GenerateMac: (key, body) => ({ Mac: mac(key, body).toString('base64'), MacAlgorithm: MAC_ALGORITHM }),
    VerifyMac: verifyMac,
    Sign: (key, body) => ({
      Signature: signature(key, body).toString('base64'),
      SigningAlgorithm: SIGNING_ALGORITHM,
    }),
    GetPublicKey: publicKey,
  };

  return {
    actions: Object.keys(actions),
    handle: async (call: AwsCall): Promise<AwsAnswer> => {
      const body = parseBody(call.body);
      const key = kmsKeys.get(typeof body.KeyId === 'string' ? body.KeyId : '');
      const perform = actions[call.action];
      if (perform === undefined) {
        throw new AwsError('UnknownOperationException', 400, `The local KMS does not know ${call.action}`);
      }
      if (!key.enabled) throw new AwsError('DisabledException', 400, `${key.arn} is disabled.`);
      return jsonAnswer({ KeyId: key.arn, ...perform(key, body) });
    },
  };
}
