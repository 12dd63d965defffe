/** The calls of one request can be told from all others, however many there were before it. */

import { CALLS_KEPT, createCallLog } from '../../local/emulator/aws/call-log.ts';

const call = (action: string) =>
  ({ action, functionName: 'fn', at: '2026-02-11T09:30:00.000Z', isRetry: false }) as const;

test('the calls of a request are found in a log that has long been full', () => {
  const log = createCallLog();
  for (let count = 0; count < CALLS_KEPT + 5; count += 1) log.start(call('dynamodb:GetItem')).end();

  const before = log.total();
  log.start(call('kms:Sign')).end();
  log.start(call('dynamodb:PutItem'));

  expect(log.after(before).map(({ action }) => action)).toEqual(['kms:Sign', 'dynamodb:PutItem']);
  expect(log.after()).toHaveLength(CALLS_KEPT);
});

test('what comes of a call is noted on it', () => {
  const log = createCallLog();

  const underWay = log.start(call('dynamodb:PutItem'));
  const [started] = log.after();
  expect(started?.endedMs).toBeUndefined();
  underWay.charge(2);
  underWay.end();

  const [ended] = log.after();
  expect(ended?.capacityUnits).toBe(2);
  expect(ended?.endedMs).toBeGreaterThanOrEqual(ended?.startedMs ?? Number.NaN);
});
