/** The log: known events with known fields, so that nothing else can get into it. */

import { framesOf, log } from '../../shared/observability/log.ts';
import { type LogLines, readLog } from './support/log-lines.ts';

let lines: LogLines;
beforeEach(() => {
  lines = readLog();
});
afterEach(() => lines.restore());

test('a line is JSON with a stable event name, a level and a sentence', () => {
  log('dependency_unavailable', { dependency: 'kms', reason: 'TimeoutError' });
  expect(lines.entries()).toMatchObject([
    {
      event: 'dependency_unavailable',
      level: 'WARN',
      message: expect.stringMatching(/^[A-Z]/),
      service: 'portal-2fa',
      dependency: 'kms',
      reason: 'TimeoutError',
    },
  ]);
});

test('an error is told by where it was thrown, never by its message', () => {
  const error = new Error('+12025550100 said\n    048151');
  const frames = framesOf(error);
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.every((frame) => frame.startsWith('at '))).toBe(true);
  expect(frames.join('\n')).not.toMatch(/048151|2025550100/);
  expect(framesOf('048151')).toEqual([]);
});
