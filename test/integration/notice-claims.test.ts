/** Claims to notices: of many deliveries one sends, and one that died stands in nobody's way for long. */

import { createNoticeClaims } from '../../shared/adapters/notice-claims.ts';
import { NOTICE_PREFIX, userKey } from '../../shared/adapters/table.ts';
import type { UserId } from '../../shared/domain/brand.ts';
import { DAY, NOW, SECOND } from '../unit/support/users.ts';
import { describeWith, startTestDatabase } from './support/database.ts';

const database = await startTestDatabase('claims to notices');

describeWith(database, 'claims to notices', (db) => {
  const claims = createNoticeClaims(db.table);
  const take = (user: string, now = NOW) => claims.take(user as UserId, 'event', now, now + 30 * SECOND);

  test('of many at once, one has it', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => take('many')));
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(29);
  });

  test('closed, nobody gets it any more', async () => {
    await take('closed');
    await claims.close('closed' as UserId, 'event', NOW);
    expect(await take('closed', NOW + DAY)).toBe('closed');
  });

  test('released, the next one gets it', async () => {
    await take('released');
    await claims.release('released' as UserId, 'event');
    expect(await take('released')).toBe('taken');
  });

  test('whoever died with it loses it after its time', async () => {
    await take('died');
    expect(await take('died', NOW + 29 * SECOND)).toBe('held');
    expect(await take('died', NOW + 30 * SECOND)).toBe('taken');
  });

  test('is forgotten in time, and holds nothing but the name of the event', async () => {
    await take('kim');
    expect(await db.item(userKey('kim' as UserId), `${NOTICE_PREFIX}event`)).toEqual({
      pk: 'USER#kim',
      sk: 'NOTICE#event',
      heldUntil: NOW + 30 * SECOND,
      ttl: (NOW + 30 * DAY) / 1000,
    });
  });
});
