/** The document by which whatever is given an issuer finds the keys of its assertions. */

import { exemptAssertion, skippedAssertion, verifiedAssertion } from '../../../../shared/domain/assertion.ts';
import { getDiscovery } from '../../../../shared/operations/documents/get-discovery.ts';
import { KIM, NOW } from '../../support/users.ts';

const issuer = 'https://2fa.portal.example';
const request = { caller: undefined, headers: {}, params: undefined, query: undefined, body: undefined };

test('names the issuer as assertions do, and the keys of that very service', async () => {
  expect(await getDiscovery(issuer)(request)).toMatchObject({
    ok: true,
    value: { issuer, jwks_uri: `${issuer}/.well-known/jwks.json` },
  });
});

test('names every claim that an assertion can have, and no other', async () => {
  const facts = {
    issuer,
    audience: 'portal',
    userId: KIM,
    sid: 's',
    now: NOW,
    lifetimeSeconds: 300,
    jti: 'j',
  };
  const claims = [
    exemptAssertion(facts, 'sso'),
    skippedAssertion(facts),
    verifiedAssertion(facts, { method: 'totp' }, 'sign_in'),
  ].flatMap(Object.keys);

  const document = await getDiscovery(issuer)(request);

  const named = document.ok ? document.value.claims_supported : [];
  expect([...named].toSorted()).toEqual([...new Set(claims)].toSorted());
});
