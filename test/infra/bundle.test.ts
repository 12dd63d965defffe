/** What leaves parts of the SDK out must not be noticed: a bundled function runs here against a scripted AWS. */

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleFunctions } from '../../infra/bundle.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import { DEFAULT_SCOPES } from '../../shared/domain/scopes.ts';
import * as variables from '../../shared/environment/variables.ts';
import { createClock } from '../local/emulator/clock.ts';
import { type Environment, startEnvironment } from '../local/emulator/lambda/environment.ts';
import { type Listening, listen } from '../local/host/listen.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Shows a key of KMS, writes a record under a condition, and places calls. */
const BUNDLED = ['get-jwks', 'skip-enrolment', 'start-phone'] as const;

let folder: string;
let folders: ReadonlyMap<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  folders = await bundleFunctions(BUNDLED, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const folderOf = (name: (typeof BUNDLED)[number]): string => folders.get(name) ?? '';
const codeIn = (name: (typeof BUNDLED)[number], file: string): string =>
  readFileSync(join(folderOf(name), file), 'utf8');

interface Answer {
  readonly status: number;
  readonly body: unknown;
}
const done = (body: unknown): Answer => ({ status: 200, body });
const failed = (status: number, type: string): Answer => ({ status, body: { __type: type, message: type } });

/** AWS, as far as it is scripted: the answers of each action in turn, the last one over and over. */
let answers: Record<string, readonly Answer[]>;
let asked: string[];
let aws: Listening;
let environment: Environment | undefined;
let logged: string;

beforeEach(async () => {
  asked = [];
  logged = '';
  aws = await listen((request, response) => {
    const action = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    const earlier = asked.filter((one) => one === action).length;
    asked.push(action);
    const script = answers[action] ?? [failed(400, 'Unscripted')];
    const { status, body } = script[Math.min(earlier, script.length - 1)] ?? failed(400, 'Unscripted');
    request.resume().on('end', () => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    });
  }, 0);
});
afterEach(async () => {
  await environment?.kill();
  await aws.close();
});

async function invoke(name: (typeof BUNDLED)[number], claims?: Readonly<Record<string, string>>) {
  environment = startEnvironment({
    data: {
      functionName: name,
      functionArn: 'arn',
      logGroupName: name,
      memoryMb: 256,
      moduleUrl: pathToFileURL(join(folderOf(name), 'index.mjs')).href,
      handlerName: 'handler',
      clock: createClock().buffer,
    },
    env: {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${aws.port}`,
      ...variables.METRIC_NAMESPACE.write('Portal2fa'),
      ...variables.TABLE_NAME.write('users'),
      ...variables.SIGNING_KEY_ARN.write('key'),
      ...variables.ASSERTION_KEY_ARNS.write(['key']),
      ...variables.POLICY.write(DEFAULT_POLICY),
      ...variables.PROMPT_POLICY.write({ from: 0, requiredAfterDays: null, requiredAfterSkips: null }),
      ...variables.TOKEN_ISSUER.write('https://login.portal.example'),
      ...variables.TOKEN_AUDIENCE.write(['portal']),
      ...variables.TOKEN_CLAIMS.write({
        sub: 'sub',
        sid: 'sid',
        email: 'email',
        loginMethod: 'login_method',
        scope: 'scope',
      }),
      ...variables.TOKEN_SCOPES.write(DEFAULT_SCOPES),
      ...variables.TRUSTED_PROXIES.write(0),
      ...variables.ORIGIN_SECRETS.write([]),
      ...variables.ASSERTION_ISSUER.write('https://2fa.portal.example'),
      ...variables.ASSERTION_AUDIENCE.write('portal'),
    },
    log: (text) => {
      logged += text;
    },
  });
  const outcome = await environment.invoke({
    requestId: 'request',
    traceId: 'Root=1-0-0',
    event: JSON.stringify({
      headers: {},
      requestContext: {
        requestId: 'request',
        http: { sourceIp: '192.0.2.1' },
        ...(claims && { authorizer: { jwt: { claims } } }),
      },
    }),
    timeoutMs: 29_000,
  });
  if (outcome.kind === 'error') throw new Error(outcome.error.errorMessage);
  const { statusCode, body } = JSON.parse(outcome.payload);
  return { statusCode, body: JSON.parse(body) };
}

const PUBLIC_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .publicKey.export({ format: 'der', type: 'spki' })
  .toString('base64');

test('what failed for a moment is tried again', async () => {
  answers = { GetPublicKey: [failed(500, 'InternalFailure'), done({ PublicKey: PUBLIC_KEY })] };

  const { statusCode, body } = await invoke('get-jwks');

  expect([statusCode, body.keys.length]).toEqual([200, 1]);
  expect(asked).toEqual(['GetPublicKey', 'GetPublicKey']);
});

test('an error whose class is left out is known by its name', async () => {
  answers = { GetPublicKey: [failed(400, 'KMSInvalidStateException')] };

  const { statusCode } = await invoke('get-jwks');

  expect(codeIn('get-jwks', 'index.mjs')).not.toContain('KMSInvalidStateException');
  expect(statusCode).toBe(503);
  expect(JSON.parse(logged.split('\n')[0] ?? '')).toMatchObject({
    event: 'dependency_unavailable',
    reason: 'KMSInvalidStateException',
  });
});

test('an error that the code tells from others keeps its class', async () => {
  answers = {
    GetItem: [done({})],
    PutItem: [failed(400, 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException'), done({})],
    Sign: [done({ Signature: 'c2lnbmVk' })],
  };

  const { statusCode } = await invoke('skip-enrolment', { sub: 'kim' });

  expect(statusCode).toBe(200);
  expect(asked).toEqual(['GetItem', 'Sign', 'PutItem', 'GetItem', 'Sign', 'PutItem']);
});

test("a start loads none of Connect's client, which is in a chunk", () => {
  const atStart = new Set(['index.mjs']);
  for (const file of atStart) {
    for (const [, imported] of codeIn('start-phone', file).matchAll(/\bfrom"\.\/([^"]+)"/g)) {
      if (imported !== undefined) atStart.add(imported);
    }
  }
  const withConnect = readdirSync(folderOf('start-phone'))
    .filter((file) => file.endsWith('.mjs'))
    .filter((file) => codeIn('start-phone', `${file}.map`).includes('@aws-sdk/client-connect/'));

  expect(withConnect).not.toEqual([]);
  expect(withConnect.filter((file) => atStart.has(file))).toEqual([]);
});

test('source maps name the sources, and nothing tells where it was built or put', async () => {
  const elsewhere = join(folder, 'another', 'folder');
  await bundleFunctions(BUNDLED, elsewhere);

  for (const name of BUNDLED) {
    const files = readdirSync(folderOf(name));
    expect(readdirSync(join(elsewhere, name))).toEqual(files);
    for (const file of files) {
      expect(readFileSync(join(elsewhere, name, file), 'utf8')).toBe(codeIn(name, file));
      expect(codeIn(name, file)).not.toContain(ROOT);
    }
    const { sources }: { readonly sources: readonly string[] } = JSON.parse(codeIn(name, 'index.mjs.map'));
    expect(sources).toContain(`../../functions/${name}.ts`);
  }
});
