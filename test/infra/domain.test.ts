/** The API's own domain without a distribution: its certificate, its mapping and its records. */

import { checkCertificateRegion } from '../../infra/certificate-region.ts';
import { readSettings } from '../../shared/settings/read.ts';
import { deploy, resources, SETTINGS } from './support/deployed.ts';

const CERTIFICATE = 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555';
const made = deploy({
  domain: { name: '2fa.portal.example', hostedZone: { id: 'Z0123456789', name: 'portal.example' } },
  closeApiEndpoint: true,
});
const existing = deploy({ domain: { name: '2fa.portal.example', certificateArn: CERTIFICATE } });

const nameIn = (template: typeof made) => resources(template, 'AWS::ApiGatewayV2::DomainName')[0]?.properties;

test('in a zone, the stack makes the certificate and both records', () => {
  const [certificate] = resources(made, 'AWS::CertificateManager::Certificate');
  expect(certificate?.properties).toMatchObject({
    DomainName: '2fa.portal.example',
    DomainValidationOptions: [{ HostedZoneId: 'Z0123456789' }],
    ValidationMethod: 'DNS',
  });
  expect(nameIn(made)?.DomainNameConfigurations[0].CertificateArn).toEqual({ Ref: certificate?.id });
  const records = resources(made, 'AWS::Route53::RecordSet').map(({ properties }) => properties.Type);
  expect(records.toSorted()).toEqual(['A', 'AAAA']);
});

test('with a certificate that there is, neither is made, and the output says where records point', () => {
  expect(nameIn(existing)?.DomainNameConfigurations[0].CertificateArn).toBe(CERTIFICATE);
  expect(resources(existing).filter(({ type }) => /Route53|CertificateManager/.test(type))).toEqual([]);
  const target = Object.entries<{ Value: unknown }>(existing.toJSON().Outputs).find(([id]) =>
    id.includes('Target'),
  );
  expect(JSON.stringify(target?.[1].Value)).toContain('RegionalDomainName');
});

test('the domain is the API’s whole stage, by TLS 1.2 or later and over IPv6', () => {
  expect(nameIn(made)).toMatchObject({
    DomainName: '2fa.portal.example',
    DomainNameConfigurations: [
      { SecurityPolicy: 'TLS_1_2', IpAddressType: 'dualstack', EndpointType: 'REGIONAL' },
    ],
  });
  const [mapping] = resources(made, 'AWS::ApiGatewayV2::ApiMapping');
  expect(mapping?.properties).toMatchObject({
    ApiId: { Ref: resources(made, 'AWS::ApiGatewayV2::Api')[0]?.id },
    Stage: '$default',
  });
  expect(mapping?.properties).not.toHaveProperty('ApiMappingKey');
});

test('address of the API and issuer follow from it, and API Gateway’s own address can be closed', () => {
  expect(made.toJSON().Outputs.ApiUrl.Value).toBe('https://2fa.portal.example');
  expect(made.toJSON().Outputs).not.toHaveProperty('ApiEndpoint');
  expect(resources(made, 'AWS::ApiGatewayV2::Api')[0]?.properties.DisableExecuteApiEndpoint).toBe(true);
});

describe('a certificate of another Region', () => {
  const settings = readSettings({
    ...SETTINGS,
    domain: { name: '2fa.portal.example', certificateArn: CERTIFICATE },
  });

  test('is refused where the Region is known', () => {
    expect(() => checkCertificateRegion('us-west-2', settings)).toThrow(
      'The certificate in domain.certificateArn is of eu-west-1, but API Gateway takes one of its own Region alone: make one in us-west-2',
    );
    expect(() => checkCertificateRegion('eu-west-1', settings)).not.toThrow();
  });

  test('is refused by CloudFormation where not, before anything is made', () => {
    const [{ Assert, AssertDescription }] = existing.toJSON().Rules.CertificateIsOfRegion.Assertions;
    expect(Assert).toEqual({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] });
    expect(AssertDescription).toContain('is of eu-west-1');
    expect(made.toJSON().Rules ?? {}).not.toHaveProperty('CertificateIsOfRegion');
  });

  test('a distribution’s has a Region of its own', () => {
    const certificateArn = CERTIFICATE.replace('eu-west-1', 'us-east-1');
    const behind = readSettings({
      ...SETTINGS,
      cdn: {},
      domain: { name: '2fa.portal.example', certificateArn },
    });
    expect(() => checkCertificateRegion('eu-west-1', behind)).not.toThrow();
  });
});
