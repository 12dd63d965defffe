/** The KMS stand-in behind HTTP, with a root and a signing key, and a way to let it fail. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KMSClient } from '@aws-sdk/client-kms';
import type { KmsKey } from '../../local/emulator/aws/kms/keys.ts';
import { createKmsStandIn } from '../../local/emulator/aws/kms/kms.ts';
import { AwsError } from '../../local/emulator/aws/stand-in.ts';
import { DEFAULT_KEY_POLICY } from '../../local/emulator/iam/key-policy.ts';
import { createKeyStore } from '../../local/host/keys.ts';

export interface TestKms {
  readonly endpoint: string;
  readonly client: KMSClient;
  readonly rootArn: string;
  /** Of the key that comes after that one. */
  readonly nextRootArn: string;
  readonly signingArn: string;
  /** Of the key that comes after that one. */
  readonly nextSigningArn: string;
  /** The actions that were asked for, in order. */
  readonly calls: readonly string[];
  /** The next calls fail with an error that quotes what was sent. */
  fail(times: number): void;
  /** As an operator does it before a key is deleted. */
  disable(arn: string): void;
  enable(arn: string): void;
  stop(): Promise<void>;
}

const arnOf = (id: string) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
const policy = DEFAULT_KEY_POLICY;
const hmac = (logicalId: string, id: string) => {
  return { logicalId, id, arn: arnOf(id), usage: 'GENERATE_VERIFY_MAC', spec: 'HMAC_256', policy };
};
const rsa = (logicalId: string, id: string) => {
  return { logicalId, id, arn: arnOf(id), usage: 'SIGN_VERIFY', spec: 'RSA_2048', policy };
};
const KEYS: readonly Omit<KmsKey, 'enabled'>[] = [
  hmac('Root', 'root'),
  hmac('Root2', 'root-2'),
  rsa('Signing', 'signing'),
  rsa('Next', 'next'),
];

export async function startTestKms(): Promise<TestKms> {
  const calls: string[] = [];
  let failures = 0;
  const disabled = new Set<string>();
  const keys = {
    get(arn: string): KmsKey {
      const key = KEYS.find((one) => one.arn === arn);
      if (key === undefined) throw new AwsError('NotFoundException', 400, arn);
      return { ...key, enabled: !disabled.has(arn) };
    },
  };
  const standIn = createKmsStandIn(keys, createKeyStore());

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    calls.push(action);
    try {
      if (failures > 0) {
        failures -= 1;
        throw new AwsError('AccessDeniedException', 400, body.toString());
      }
      const call = {
        service: 'kms',
        action,
        headers: {},
        body,
        path: '/',
        method: 'POST',
        functionName: 'f',
      };
      const { status, headers, body: answered } = await standIn.handle(call);
      response.writeHead(status, { ...headers }).end(answered);
    } catch (thrown) {
      const { code, status, message } =
        thrown instanceof AwsError ? thrown : new AwsError('KMSInternalException', 500, String(thrown));
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ __type: code, message }));
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new KMSClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    endpoint,
    client,
    rootArn: arnOf('root'),
    nextRootArn: arnOf('root-2'),
    signingArn: arnOf('signing'),
    nextSigningArn: arnOf('next'),
    calls,
    fail: (times) => {
      failures = times;
    },
    disable: (arn) => void disabled.add(arn),
    enable: (arn) => void disabled.delete(arn),
    stop: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
