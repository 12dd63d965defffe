/**
 * Measures warm requests to verify-challenge, in a process of its own that `warm-verify.ts` starts.
 *
 * What is measured takes turns, in batches of requests that follow one another as Lambda hands them over; all of
 * the process's time on the processor counts, and the least of the batches is reported.
 */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Secret, TOTP } from 'otpauth';
import { createSecondFactor } from './better-auth.ts';
import { installInstantAws } from './instant-aws.ts';
import { itemBytes } from './item-size.ts';
import type { WarmJob, WarmTimes, WarmVerify } from './warm-verify.ts';

type Run = () => Promise<void>;
type Handler = (event: unknown, context: unknown) => Promise<APIGatewayProxyStructuredResultV2>;

const BATCH = 10;
/** Until V8 has compiled what runs often. */
const WARM_UP_ROUNDS = 30;
const STEP_MS = 30_000;

const CONTEXT = { awsRequestId: 'request', getRemainingTimeInMillis: () => 29_000 };

const repeat = (run: Run): readonly Run[] => Array.from({ length: BATCH }, () => run);

/** The customer has enrolled by the local system's clock. */
function setClock(offsetMs: number): void {
  const machineNow = Date.now;
  Date.now = () => machineNow() + offsetMs;
}

async function measure({
  moduleUrl,
  sdkCallsUrl,
  event,
  secret,
  clockOffsetMs,
  rounds,
}: WarmJob): Promise<WarmVerify> {
  setClock(clockOffsetMs);
  const aws = installInstantAws(process.env.AWS_ENDPOINT_URL ?? '');
  const { handler }: { readonly handler: Handler } = await import(moduleUrl);
  const { replay }: typeof import('./sdk-calls.ts') = await import(sdkCallsUrl);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });

  /** The next step's code: within the drift, and after the one that has confirmed the enrolment. */
  const rightCode = (): string => totp.generate({ timestamp: Date.now() + STEP_MS });
  const wrongCode = (): string => {
    const near = [-1, 0, 1, 2].map((steps) => totp.generate({ timestamp: Date.now() + steps * STEP_MS }));
    return ['000000', '111111', '222222', '333333', '444444'].find((code) => !near.includes(code)) ?? '';
  };
  const verify = (code: string, status: number): Run => {
    const request = { ...event, body: JSON.stringify({ method: 'totp', code }) };
    return async () => {
      const { statusCode, body } = await handler({ ...request }, CONTEXT);
      if (statusCode !== status) throw new Error(`verify-challenge answered ${statusCode}: ${body}`);
    };
  };
  const right = (): Run => verify(rightCode(), 200);
  const wrong = (): Run => verify(wrongCode(), 422);

  // The first request asks for the keys besides.
  await right()();
  aws.takeCalls();
  await right()();
  const rightCalls = aws.takeCalls();
  await wrong()();
  const wrongCalls = aws.takeCalls();
  const rightSdk = replay(rightCalls);
  const wrongSdk = replay(wrongCalls);
  const betterAuth = await createSecondFactor();

  const measured: Readonly<Record<keyof WarmTimes, () => Promise<readonly Run[]>>> = {
    right: async () => repeat(right()),
    rightSdk: async () => repeat(rightSdk),
    wrong: async () => repeat(wrong()),
    wrongSdk: async () => repeat(wrongSdk),
    betterAuth: () => betterAuth.signIn(BATCH),
  };
  const least: { -readonly [Name in keyof WarmTimes]: number } = {
    right: Number.POSITIVE_INFINITY,
    rightSdk: Number.POSITIVE_INFINITY,
    wrong: Number.POSITIVE_INFINITY,
    wrongSdk: Number.POSITIVE_INFINITY,
    betterAuth: Number.POSITIVE_INFINITY,
  };
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const name of Object.keys(measured) as (keyof WarmTimes)[]) {
      const batch = await measured[name]();
      const before = process.cpuUsage();
      for (const run of batch) await run();
      const { user, system } = process.cpuUsage(before);
      aws.takeCalls();
      if (round >= 0) least[name] = Math.min(least[name], (user + system) / 1000 / batch.length);
    }
  }
  const written = rightCalls.findLast(({ action }) => action === 'PutItem')?.input.Item;
  return { ...least, recordBytes: itemBytes(written as Record<string, AttributeValue>) };
}

process.once('message', async (job: WarmJob) => {
  process.send?.(await measure(job), () => process.disconnect());
});
