/** Processor time of a warm request to verify-challenge: in all, and beyond what the SDK's calls alone take. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Secret, TOTP } from 'otpauth';
import { BUILD_OPTIONS } from '../../infra/bundle.ts';
import { createEvent } from '../local/emulator/gateway/event.ts';
import type { LocalSystem } from '../local/system.ts';
import type { DeployedFunction } from './measure-functions.ts';
import { createRecorder } from './recorder.ts';

/** Milliseconds of a request, the least of the batches. */
export interface WarmTimes {
  readonly right: number;
  readonly rightSdk: number;
  readonly wrong: number;
  readonly wrongSdk: number;
  /** better-auth's own verification of a code at sign-in. */
  readonly betterAuth: number;
}

/** What the measuring process is told. */
export interface WarmJob {
  readonly moduleUrl: string;
  /** Of `sdk-calls.ts`, bundled. */
  readonly sdkCallsUrl: string;
  /** A request of the customer, but for its body. */
  readonly event: Readonly<Record<string, unknown>>;
  /** Of the customer's authenticator app, in base 32. */
  readonly secret: string;
  /** How far the local system's clock is ahead. */
  readonly clockOffsetMs: number;
  readonly rounds: number;
}

export interface WarmVerify extends WarmTimes {
  /** The customer's record as a request writes it: authenticator app, backup codes and contact. */
  readonly recordBytes: number;
}

const CLAIMS = {
  sub: '5f0c2f5e-7f0b-4c3b-9a53-0d3b1f1c9a77',
  sid: '0c9a7f4e-2b9b-4f0e-8f3c-6c1d2e3f4a5b',
  email: 'typical.customer@portal.example',
};

const PROBE = fileURLToPath(new URL('./warm-probe.ts', import.meta.url));

/** Lets a customer enrol and start a challenge, and measures how the function answers it over and over. */
export async function measureWarmVerify(
  system: LocalSystem,
  { deployed }: DeployedFunction,
  rounds: number,
): Promise<WarmVerify> {
  const { secret, challengeId } = await enrol(system);
  const folder = mkdtempSync(join(tmpdir(), 'portal-2fa-bench-'));
  const child = fork(PROBE, {
    env: { ...deployed.env },
    // The function's log goes nowhere.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const clockOffsetMs = system.clock.now() - Date.now();
    const job = {
      moduleUrl: deployed.moduleUrl,
      sdkCallsUrl: await buildSdkCalls(folder),
      event: requestTo(challengeId),
      secret,
      clockOffsetMs,
      rounds,
    };
    child.send(job satisfies WarmJob);
    return await resultOf(child);
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function buildSdkCalls(folder: string): Promise<string> {
  const entryPoints = { 'sdk-calls': 'test/bench/sdk-calls.ts' };
  await build({ ...BUILD_OPTIONS, write: true, entryPoints, outdir: folder });
  return pathToFileURL(join(folder, 'sdk-calls.mjs')).href;
}

async function enrol(system: LocalSystem) {
  const { send } = createRecorder(system);
  const request = { situation: 'warm', claims: CLAIMS };
  const { secret } = await send('start-totp', { ...request, expect: 201, body: {} });
  const totp = new TOTP({ secret: Secret.fromBase32(String(secret)) });
  const code = totp.generate({ timestamp: system.clock.now() });
  await send('confirm-totp', { ...request, expect: 200, body: { code } });
  const { challengeId } = await send('start-challenge', { ...request, expect: 200, body: {} });
  return { secret: String(secret), challengeId: String(challengeId) };
}

/** As API Gateway hands it over. */
function requestTo(challengeId: string) {
  const headers = {
    accept: '*/*',
    'accept-language': 'en-GB,en;q=0.9',
    'content-type': 'application/json',
    host: 'api.portal.example',
    origin: 'https://portal.example',
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  };
  return createEvent(
    {
      method: 'POST',
      target: `/v1/challenges/${challengeId}/verify`,
      rawHeaders: Object.entries(headers).flat(),
      body: Buffer.from('{}'),
      sourceIp: '192.0.2.1',
    },
    {
      apiId: 'api',
      routeKey: 'POST /v1/challenges/{challengeId}/verify',
      pathParameters: { challengeId },
      requestId: 'request',
      traceId: 'Root=1-0-0',
      now: Date.now(),
      jwt: { claims: CLAIMS, scopes: null },
    },
  );
}

async function resultOf(child: ChildProcess): Promise<WarmVerify> {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The measuring process ended with ${code}`);
  });
  const [result] = await Promise.race([once(child, 'message'), failed]);
  return result;
}
