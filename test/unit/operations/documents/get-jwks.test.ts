/** The keys that check this service's assertions. */

import { getJwks } from '../../../../shared/operations/documents/get-jwks.ts';
import { fakeSigner, JWK } from '../../support/fake-signer.ts';
import { outage } from '../../support/world.ts';

const request = { caller: undefined, headers: {}, params: undefined, query: undefined, body: undefined };

test('are a set of all that assertions may be signed with', async () => {
  const next = { ...JWK, kid: 'next' };
  const assertionKeys = { ...fakeSigner(), jwks: async () => [JWK, next] };

  expect(await getJwks({ assertionKeys })(request)).toEqual({ ok: true, value: { keys: [JWK, next] } });
});

test('are no empty set if they can’t be had', async () => {
  const assertionKeys = { ...fakeSigner(), jwks: () => Promise.reject(outage('kms')) };

  await expect(getJwks({ assertionKeys })(request)).rejects.toEqual(outage('kms'));
});
