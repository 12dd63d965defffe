/** The contract as a document. */

import { OPERATIONS } from '../../../../shared/contract/operations.ts';
import { getOpenapi } from '../../../../shared/operations/documents/get-openapi.ts';

const request = { caller: undefined, headers: {}, params: undefined, query: undefined, body: undefined };

test('says where the API is, and has each of its operations', async () => {
  const answer = await getOpenapi('https://api.portal.example')(request);

  expect(answer).toMatchObject({
    ok: true,
    value: { openapi: expect.stringMatching(/^3\./), servers: [{ url: 'https://api.portal.example' }] },
  });
  const document = answer.ok ? JSON.stringify(answer.value) : '';
  for (const { path } of OPERATIONS) expect(document).toContain(`"${path}"`);
});
