/** The script of the elements, and its parts. */

import { getElements } from '../../../../shared/operations/documents/get-elements.ts';

const request = { caller: undefined, headers: {}, params: undefined, body: undefined };
const elementFiles = { read: async (name: string) => `the file ${name}` };

test('is all of the elements, or the part that is asked for', async () => {
  const serve = getElements({ elementFiles });

  expect(await serve({ ...request, query: {} })).toEqual({ ok: true, value: 'the file elements' });
  expect(await serve({ ...request, query: { part: 'de' } })).toEqual({ ok: true, value: 'the file de' });
});
