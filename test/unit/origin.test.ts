/** The API behind a distribution: who does not come by it is refused, whatever headers they make up. */

import * as z from 'zod/mini';
import { operation } from '../../shared/contract/operation.ts';
import { ok } from '../../shared/domain/result.ts';
import { cameByDistribution } from '../../shared/http/origin.ts';
import { serve } from '../../shared/http/serve.ts';
import { type LogLines, readLog } from './support/log-lines.ts';
import { context, requestEvent } from './support/request.ts';
import { NOW } from './support/users.ts';

const SECRET = 'a'.repeat(48);
const NEXT = 'b'.repeat(48);

describe('the secret', () => {
  test.each([
    ['right', SECRET, true],
    ['wrong', 'c'.repeat(48), false],
    ['right but for its end', `${SECRET.slice(1)}b`, false],
    ['cut short', SECRET.slice(1), false],
    ['empty', '', false],
    ['missing', undefined, false],
    ['sent twice, as API Gateway joins what comes so', `${SECRET},${SECRET}`, false],
  ])('that is %s', (_what, given, admitted) => {
    expect(cameByDistribution({ 'x-origin-secret': given }, [SECRET])).toBe(admitted);
  });

  test('while one takes the place of the other, both are taken; then the old one no longer is', () => {
    const by = (secret: string, valid: readonly string[]) =>
      cameByDistribution({ 'x-origin-secret': secret }, valid);
    expect([by(SECRET, [SECRET, NEXT]), by(NEXT, [SECRET, NEXT])]).toEqual([true, true]);
    expect([by(SECRET, [NEXT]), by(NEXT, [NEXT])]).toEqual([false, true]);
  });

  test('none is asked for where there is no distribution', () => {
    expect(cameByDistribution({}, [])).toBe(true);
  });
});

describe('an operation', () => {
  const forAll = operation({
    id: 'for-all',
    method: 'GET',
    path: '/',
    summary: 'A test',
    access: 'public',
    reply: { status: 200, body: z.strictObject({ hello: z.string() }) },
    problems: [],
  });
  let reached = 0;
  const served = serve(
    forAll,
    { clock: { now: () => NOW }, trustedProxies: 1, originSecrets: [SECRET] },
    async () => {
      reached += 1;
      return ok({ hello: 'all' });
    },
  );
  let log: LogLines;
  beforeEach(() => {
    log = readLog();
    reached = 0;
  });
  afterEach(() => log.restore());

  // The caller claims the first; the second is of whom API Gateway was called by, or the distribution has seen.
  const forged = { 'x-forwarded-for': '198.51.100.1, 192.0.2.1' };

  test('is not reached past the distribution, though anybody may call it', async () => {
    const { statusCode, body = '', headers } = await served(requestEvent({ headers: forged }), context);
    expect(statusCode).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ code: 'forbidden' });
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(reached).toBe(0);
  });

  test('the log has the network of who came past it, not what they claim', async () => {
    await served(requestEvent({ headers: forged }), context);
    expect(log.entries()).toContainEqual(
      expect.objectContaining({ event: 'request_completed', code: 'forbidden', network: '192.0.2.0/24' }),
    );
  });

  test('is reached by it, and the log has the network that it has seen', async () => {
    const headers = { 'X-Origin-Secret': SECRET, 'x-forwarded-for': '198.51.100.1, 203.0.113.77, 192.0.2.1' };
    expect((await served(requestEvent({ headers }), context)).statusCode).toBe(200);
    expect(reached).toBe(1);
    expect(log.entries()).toContainEqual(expect.objectContaining({ network: '203.0.113.0/24' }));
  });

  test('its secret is in no line of the log', async () => {
    await served(requestEvent({ headers: { 'x-origin-secret': SECRET } }), context);
    expect(JSON.stringify(log.entries())).not.toContain(SECRET);
  });
});
