/** A failing service: its client's error goes no further than its name. */

import { available } from '../../shared/domain/unavailable.ts';

const failing = (error: unknown) => available('dynamodb', () => Promise.reject(error));

test('what the service answers is handed on', async () => {
  expect(await available('dynamodb', async () => 'answer')).toBe('answer');
});

test('what its client throws is named, and what it says is not kept', async () => {
  class Throttled extends Error {
    override readonly name = 'Throttled';
  }
  const failure = failing(new Throttled('the item of kim'));

  await expect(failure).rejects.toMatchObject({
    name: 'Unavailable',
    message: 'dynamodb is unavailable',
    service: 'dynamodb',
    reason: 'Throttled',
  });
  await expect(failure).rejects.not.toHaveProperty('cause');
});

test('what is thrown and is no error has no name', async () => {
  await expect(failing('kim')).rejects.toMatchObject({ name: 'Unavailable', reason: 'unknown' });
});
