/** The local gateway in the place of the distribution: what functions get of a request, and what they ask for. */

import { readSettings } from '../../../shared/settings/read.ts';
import { readOriginHeaders, sentOn } from '../../local/emulator/gateway/distribution.ts';
import { resolveSecrets } from '../../local/emulator/template/secrets.ts';
import { API_IN_TEMPLATE, LOCAL_SETTINGS, servedHere } from '../../local/settings.ts';

const PORTAL = { url: 'http://localhost:3001', issuer: 'http://localhost:3001' };
const reference = (secret: string) => `{{resolve:secretsmanager:${secret}:SecretString:secret}}`;

const edge = (origins: readonly object[]) => ({
  Resources: {
    Distribution: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: { DistributionConfig: { Origins: origins } },
    },
  },
});
const origin = {
  OriginCustomHeaders: [{ HeaderName: 'X-Origin-Secret', HeaderValue: reference('Portal2fa/origin/1') }],
};

test('a secret has one value, by its name and by its ARN, and another in another field', () => {
  const byArn = reference('arn:aws:secretsmanager:us-east-1:000000000000:secret:Portal2fa/origin/1');
  expect(resolveSecrets(byArn)).toBe(resolveSecrets(reference('Portal2fa/origin/1')));
  expect(resolveSecrets(byArn)).toMatch(/^[0-9a-f]{64}$/);
  expect(resolveSecrets(reference('Portal2fa/origin/2'))).not.toBe(resolveSecrets(byArn));
  expect(resolveSecrets('{{resolve:secretsmanager:Portal2fa/origin/1:SecretString:host}}')).not.toBe(
    resolveSecrets(byArn),
  );
  expect(resolveSecrets(`["${byArn}","${reference('b')}"]`)).toMatch(/^\["[0-9a-f]{64}","[0-9a-f]{64}"\]$/);
});

test('the distribution’s headers are those of the template, with the secret in them', () => {
  expect(readOriginHeaders(edge([origin]))).toEqual({
    'x-origin-secret': resolveSecrets(reference('Portal2fa/origin/1')),
  });
  expect(() => readOriginHeaders(edge([origin, origin]))).toThrow('one origin');
});

test('they take the place of the caller’s, and the caller’s address comes last of those claimed', () => {
  const claimed = ['Authorization', 'Bearer x', 'X-Origin-Secret', 'mine', 'X-Forwarded-For', '198.51.100.1'];
  expect(sentOn(claimed, { headers: { 'x-origin-secret': 'its' }, sourceIp: '203.0.113.7' })).toEqual([
    ...['Authorization', 'Bearer x', 'X-Forwarded-For', '198.51.100.1'],
    ...['x-forwarded-for', '203.0.113.7', 'x-origin-secret', 'its'],
  ]);
});

test('any settings with a distribution can be served here, at an address that the local one takes the place of', () => {
  const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222';
  const deployed = { ...LOCAL_SETTINGS, domain: { name: '2fa.portal.example', certificateArn }, cdn: {} };
  const { publicUrl, cdn } = readSettings(servedHere(deployed, PORTAL));
  expect(publicUrl).toBe(API_IN_TEMPLATE);
  expect(cdn?.originSecrets).toEqual([1]);
});

test('a domain without a distribution leads nowhere here, and is left out', () => {
  const deployed = {
    ...LOCAL_SETTINGS,
    closeApiEndpoint: true,
    domain: { name: '2fa.portal.example', hostedZone: { id: 'Z1', name: 'portal.example' } },
  };
  const served = readSettings(servedHere(deployed, PORTAL));
  expect([served.domain, served.publicUrl, served.closeApiEndpoint]).toEqual([undefined, undefined, false]);
});
