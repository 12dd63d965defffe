/** What support can do and see, and that a reset leaves nothing behind that still works. */

import {
  limitsInForce,
  type SupportReset,
  sealedNumbers,
  supportReset,
} from '../../shared/domain/support.ts';
import type { User } from '../../shared/domain/user.ts';
import {
  DAY,
  hash,
  kim,
  MINUTE,
  NOW,
  pendingPhone,
  phoneFactor,
  policy,
  sealed,
  sentCode,
  totpFactor,
  tries,
  written,
} from './support/users.ts';

const event = (reset: 'factors' | 'limits'): SupportReset => ({
  type: 'SupportReset',
  reset,
  by: 'agent',
  reason: 'Lost the device',
  at: NOW,
});

/** All that is counted after a reset: the reset. */
const resetOnce = { supportResets: { count: 1, endsAt: NOW + DAY } };

const user: User = kim({
  version: 7,
  factor: phoneFactor(),
  backupCodes: { hashes: [hash('a')], generatedAt: NOW - DAY },
  pending: pendingPhone('next'),
  sentCode: { ...sentCode('code'), challenge: 'challenge' },
  usedChallenges: { used: NOW + MINUTE },
  limits: {
    attempts: tries(5),
    backupAttempts: tries(2),
    failures: { count: 50, endsAt: NOW + DAY },
    requests: { count: 10, endsAt: NOW + DAY },
    resendAt: NOW + 30_000,
  },
  prompt: { firstAskedAt: NOW - DAY, skips: 3 },
  contact: { email: sealed('email'), emailHash: hash('email'), locale: 'en' },
});

describe('factors', () => {
  const reset = written(supportReset(user, event('factors'), policy));

  test('removes factor, backup codes, sent code, pending work and limits', () => {
    for (const part of ['factor', 'backupCodes', 'sentCode', 'pending'])
      expect(reset).not.toHaveProperty(part);
    expect(reset.limits).toEqual(resetOnce);
  });

  test('voids every challenge and step-up from before', () => {
    expect(reset.resetAt).toBe(NOW);
    expect(reset.factorVersion).toBe(user.version);
  });

  test('starts the prompt anew, and keeps where notices go', () => {
    expect(reset.prompt).toEqual({ skips: 0 });
    expect(reset.contact).toEqual(user.contact);
  });

  test('says who did it and why', () => {
    expect(reset.events).toEqual([event('factors')]);
  });
});

test('limits: clears what is counted, the lock included, and nothing else', () => {
  const reset = written(supportReset(user, event('limits'), policy));
  expect(reset).toEqual({ ...user, limits: resetOnce, events: [event('limits')] });
});

describe('limits in force', () => {
  test('are shown with what is left of them, and the lock with its end', () => {
    expect(limitsInForce(user, policy, NOW)).toEqual({
      limits: [
        { kind: 'attempts', count: 5, max: 5, remaining: 0, endsAt: NOW + MINUTE },
        { kind: 'backup_code_attempts', count: 2, max: 5, remaining: 3, endsAt: NOW + MINUTE },
        { kind: 'failures', count: 50, max: 50, remaining: 0, endsAt: NOW + DAY },
        { kind: 'code_requests', count: 10, max: 10, remaining: 0, endsAt: NOW + DAY },
      ],
      lockedUntil: NOW + DAY,
    });
  });

  test('do not include windows that have ended, though they are still stored', () => {
    expect(limitsInForce(user, policy, NOW + DAY)).toEqual({ limits: [], lockedUntil: undefined });
  });
});

test('the numbers of a user are those in force and pending', () => {
  expect(sealedNumbers(user)).toEqual([sealed('number'), sealed('number of next')]);
  expect(sealedNumbers(kim({ factor: totpFactor() }))).toEqual([]);
});
