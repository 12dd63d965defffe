/** The keys that check this service's assertions. */

import { getJwks } from '../../../../shared/operations/documents/get-jwks.ts';
import { fakeSigner, JWK } from '../../support/fake-signer.ts';
import { outage } from '../../support/world.ts';

const request = { caller: undefined, headers: {}, params: undefined, query: undefined, body: undefined };

test('are a set of the one that signs', async () => {
  const assertionKeys = fakeSigner();

  expect(await getJwks({ assertionKeys })(request)).toEqual({ ok: true, value: { keys: [JWK] } });
});

test('are no empty set if they can’t be had', async () => {
  const assertionKeys = { ...fakeSigner(), jwk: () => Promise.reject(outage('kms')) };

  await expect(getJwks({ assertionKeys })(request)).rejects.toEqual(outage('kms'));
});
