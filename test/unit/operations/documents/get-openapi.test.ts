/** The contract as a document. */

import { OPERATIONS } from '../../../../shared/contract/operations.ts';
import { OFFERED_METHODS } from '../../../../shared/domain/method.ts';
import { DEFAULT_SCOPES } from '../../../../shared/domain/scopes.ts';
import { getOpenapi } from '../../../../shared/operations/documents/get-openapi.ts';

const request = { caller: undefined, headers: {}, params: undefined, query: undefined, body: undefined };

test('says where the API is, and has each of its operations', async () => {
  const answer = await getOpenapi('https://api.portal.example', OFFERED_METHODS)(request);

  expect(answer).toMatchObject({
    ok: true,
    value: { openapi: expect.stringMatching(/^3\./), servers: [{ url: 'https://api.portal.example' }] },
  });
  const document = answer.ok ? JSON.stringify(answer.value) : '';
  for (const { path } of OPERATIONS) expect(document).toContain(`"${path}"`);
});

test('says which scopes open what is not open to every customer', async () => {
  const answer = await getOpenapi('https://api.portal.example', OFFERED_METHODS)(request);
  const { tags } = JSON.parse(JSON.stringify(answer.ok && answer.value));
  const support: { description: string } = tags.find(({ name }: { name: string }) => name === 'Support');
  for (const scope of Object.values(DEFAULT_SCOPES)) expect(support.description).toContain(`\`${scope}\``);
});

test.each([
  ['totp', ['totp'], /phone\b(?!Number)|"sms"|"call"|PhoneRequest|CodeSent/, ['totp'], ['sms', 'call']],
  ['texts', ['sms'], /v1\/2fa\/totp|"call"|TotpEnrollment/, ['sms'], ['sms']],
] as const)(
  'speaks of %s alone where nothing else is offered',
  async (_what, methods, others, options, channels) => {
    const answer = await getOpenapi('https://api.portal.example', methods)(request);
    if (!answer.ok) throw new Error('There is no document');
    const { paths, components } = JSON.parse(JSON.stringify(answer.value));
    expect(Object.keys(paths).join()).not.toMatch(others);
    expect(components.schemas.EnrollmentOption.enum).toEqual(options);
    // A telephone that is left from before is shown, with no channel.
    expect(components.schemas.Channel.enum).toEqual(channels);
    // Every component that is there is used, and every one that is used is there.
    const text = JSON.stringify(answer.value);
    for (const name of Object.keys(components.schemas))
      expect(text).toContain(`"#/components/schemas/${name}"`);
    for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/(\w+)"/g)) {
      expect(Object.keys(components.schemas)).toContain(name);
    }
    expect(JSON.stringify(paths)).not.toMatch(/"channel":"call"/);
  },
);
