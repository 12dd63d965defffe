/** The distribution in front of the API: what it keeps and passes on, by what it is known, and what its firewall refuses. */

import { OPERATIONS } from '../../shared/contract/operations.ts';
import { PROBLEMS } from '../../shared/contract/problems.ts';
import { deploy, functions, type Properties, resources, stackWith } from './support/deployed.ts';

const ZONE = { id: 'Z0123456789', name: 'portal.example' };
const DOMAIN = { name: '2fa.portal.example', hostedZone: ZONE };
const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555';

const { api, edge } = stackWith({ domain: DOMAIN, cdn: {} }).synthesiseBoth();
/** With what differs from the defaults. */
const other = stackWith({
  domain: { name: DOMAIN.name, certificateArn: CERTIFICATE },
  methods: ['totp'],
  cdn: {
    mode: 'count',
    originSecrets: [2, 1],
    perAddress: { codes: 12 },
    backends: ['203.0.113.0/28', '2001:db8::/48'],
  },
}).synthesiseBoth();

const only = (template: typeof edge, type: string): Properties => {
  const [one, ...others] = resources(template, type);
  if (one === undefined || others.length > 0) throw new Error(`There is not exactly one ${type}.`);
  return one.properties;
};
const configOf = (template: typeof edge): Properties =>
  only(template, 'AWS::CloudFront::Distribution').DistributionConfig;
const config = configOf(edge);
const behaviours: readonly Properties[] = [config.DefaultCacheBehavior, ...config.CacheBehaviors];

/** Of CloudFront's own policies, by AWS's documentation. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
const CORS_HEADERS = '59781a5b-3903-41f3-afcb-af62929ccde1';

describe('what is kept', () => {
  test('the public documents alone, for as long as they say, by the origin that asks', () => {
    const paths = config.CacheBehaviors.map(({ PathPattern }: Properties) => PathPattern);
    expect(paths.toSorted()).toEqual(
      OPERATIONS.filter(({ access }) => access === 'public')
        .map(({ path }) => path)
        .toSorted(),
    );
    const { CachePolicyConfig } = only(edge, 'AWS::CloudFront::CachePolicy');
    expect(CachePolicyConfig).toMatchObject({ MinTTL: 0, DefaultTTL: 0 });
    expect(CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin).toEqual({
      CookiesConfig: { CookieBehavior: 'none' },
      EnableAcceptEncodingBrotli: false,
      EnableAcceptEncodingGzip: true,
      HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Origin'] },
      QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['part'] },
    });
  });

  test('the customer’s token is not sent for what is kept, so that no answer can be personal', () => {
    for (const { OriginRequestPolicyId } of config.CacheBehaviors) {
      expect(OriginRequestPolicyId).toBe(CORS_HEADERS);
    }
  });

  test('nothing else, and with all that the caller sends but the host', () => {
    expect(config.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
      Compress: false,
    });
  });

  test('no error, though CloudFront would keep each of these for all callers', () => {
    const kept = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
    expect(config.CustomErrorResponses).toEqual(
      kept.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    );
  });
});

test('every method reaches the API, by TLS 1.2 or later, with HTTP/3 and over IPv6', () => {
  for (const { AllowedMethods, ViewerProtocolPolicy } of behaviours) {
    expect(AllowedMethods).toEqual(expect.arrayContaining(['GET', 'POST', 'DELETE', 'OPTIONS']));
    expect(ViewerProtocolPolicy).toBe('https-only');
  }
  expect(config).toMatchObject({
    HttpVersion: 'http2and3',
    IPV6Enabled: true,
    ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
  });
  expect(config.Origins[0].CustomOriginConfig).toMatchObject({
    OriginProtocolPolicy: 'https-only',
    OriginSSLProtocols: ['TLSv1.2'],
    OriginReadTimeout: 35,
  });
});

test('what CloudFront answers by itself has the API’s security headers too', () => {
  const { Ref } = behaviours[0]?.ResponseHeadersPolicyId ?? {};
  expect(new Set(behaviours.map((one) => one.ResponseHeadersPolicyId.Ref))).toEqual(new Set([Ref]));
  const policy = only(edge, 'AWS::CloudFront::ResponseHeadersPolicy').ResponseHeadersPolicyConfig;
  expect(policy.SecurityHeadersConfig).toMatchObject({
    ContentTypeOptions: { Override: true },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
  });
});

describe('the secret of the origin', () => {
  const secretsTold = (template: typeof api): readonly string[] =>
    functions(template)
      .filter(({ name }) => OPERATIONS.some(({ id }) => id === name))
      .map(({ properties }) => JSON.stringify(properties.Environment.Variables.ORIGIN_SECRETS));

  test('is one that CloudFormation makes, long, and copied to CloudFront’s Region unless it is there', () => {
    const { Name, GenerateSecretString, ReplicaRegions } = only(api, 'AWS::SecretsManager::Secret');
    expect(Name).toBe('Portal2fa/origin/1');
    expect(GenerateSecretString.PasswordLength).toBeGreaterThanOrEqual(43);
    const [condition, elsewhere, here] = ReplicaRegions['Fn::If'];
    expect(elsewhere).toEqual([{ Region: 'us-east-1' }]);
    expect(here).toEqual({ Ref: 'AWS::NoValue' });
    expect(api.toJSON().Conditions[condition]).toEqual({
      'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }],
    });
  });

  test('is presented by the distribution, which finds the API by it', () => {
    const [origin] = config.Origins;
    expect(origin.OriginCustomHeaders).toEqual([
      {
        HeaderName: 'x-origin-secret',
        HeaderValue: '{{resolve:secretsmanager:Portal2fa/origin/1:SecretString:secret}}',
      },
    ]);
    expect(origin.DomainName).toBe('{{resolve:secretsmanager:Portal2fa/origin/1:SecretString:host}}');
    const { SecretStringTemplate, GenerateStringKey } = only(
      api,
      'AWS::SecretsManager::Secret',
    ).GenerateSecretString;
    expect(JSON.stringify(SecretStringTemplate)).toContain('{\\"host\\":\\"');
    expect(JSON.stringify(SecretStringTemplate)).toContain('ApiEndpoint');
    expect(GenerateStringKey).toBe('secret');
  });

  test('is asked for by the function of every operation', () => {
    const told = secretsTold(api);
    expect(told).toHaveLength(OPERATIONS.length);
    for (const one of told) {
      expect(one).toMatch(/resolve:secretsmanager:.*PortalApiOriginNumber1\w+.*:SecretString:secret\}\}/);
    }
  });

  test('is rotated by a second one: the first number is presented, each is accepted', () => {
    expect(configOf(other.edge).Origins[0].OriginCustomHeaders[0].HeaderValue).toContain('/origin/2:');
    expect(resources(other.api, 'AWS::SecretsManager::Secret')).toHaveLength(2);
    for (const one of secretsTold(other.api)) {
      expect(one).toMatch(/OriginNumber2.*OriginNumber1/);
    }
  });

  test('a template has no more references than CloudFormation resolves, which are 60', () => {
    const both = stackWith({ domain: DOMAIN, cdn: { originSecrets: [1, 2] } }).synthesise();
    expect(JSON.stringify(both.toJSON()).match(/resolve:secretsmanager/g)?.length).toBeLessThanOrEqual(60);
  });

  test('is made and presented, but not asked for while callers still move to the distribution', () => {
    const moving = deploy({ domain: DOMAIN, cdn: { onlyWay: false } });
    expect(resources(moving, 'AWS::SecretsManager::Secret')).toHaveLength(1);
    expect(new Set(secretsTold(moving))).toEqual(new Set(['"[]"']));
    expect(moving.toJSON().Outputs).toHaveProperty('ApiEndpoint');
  });

  test('without a distribution there is none, and none is asked for', () => {
    const usual = deploy();
    expect(resources(usual, 'AWS::SecretsManager::Secret')).toEqual([]);
    expect(new Set(secretsTold(usual))).toEqual(new Set(['"[]"']));
  });
});

test('the API’s address at API Gateway is not shown, and stays open for the distribution', () => {
  expect(api.toJSON().Outputs).not.toHaveProperty('ApiEndpoint');
  expect(only(api, 'AWS::ApiGatewayV2::Api').DisableExecuteApiEndpoint).toBe(false);
  expect(api.toJSON().Outputs.ApiUrl.Value).toBe('https://2fa.portal.example');
});

test('in a zone, certificate and records are made beside the distribution; nothing of them at API Gateway', () => {
  expect(only(edge, 'AWS::CertificateManager::Certificate')).toMatchObject({
    DomainName: '2fa.portal.example',
    ValidationMethod: 'DNS',
  });
  const records = resources(edge, 'AWS::Route53::RecordSet').map(({ properties }) => properties);
  expect(records.map(({ Type }) => Type).toSorted()).toEqual(['A', 'AAAA']);
  for (const { Name, HostedZoneId } of records) {
    expect([Name, HostedZoneId]).toEqual(['2fa.portal.example.', 'Z0123456789']);
  }
  expect(resources(api).filter(({ type }) => /Route53|CertificateManager|DomainName/.test(type))).toEqual([]);
});

test('a certificate that there is, is used; without a zone the records are somebody else’s', () => {
  expect(configOf(other.edge).ViewerCertificate.AcmCertificateArn).toBe(CERTIFICATE);
  expect(resources(other.edge, 'AWS::Route53::RecordSet')).toEqual([]);
  expect(other.edge.toJSON().Outputs.DistributionDomain.Value['Fn::GetAtt']).toContain('DomainName');
});

describe('the firewall', () => {
  const rulesOf = (template: typeof edge): readonly Properties[] =>
    only(template, 'AWS::WAFv2::WebACL').Rules;
  const rule = (template: typeof edge, name: string): Properties => {
    const found = rulesOf(template).find(({ Name }) => Name === name);
    if (found === undefined) throw new Error(`There is no rule ${name}.`);
    return found;
  };
  const pathsOf = ({ Statement }: Properties): RegExp => {
    const only = Statement.RateBasedStatement.ScopeDownStatement;
    const at = only.RegexMatchStatement ?? only.AndStatement.Statements[0].RegexMatchStatement;
    expect(at.TextTransformations).toEqual([{ Priority: 0, Type: 'URL_DECODE' }]);
    return new RegExp(at.RegexString);
  };

  test('stands before the distribution', () => {
    expect(only(edge, 'AWS::WAFv2::WebACL').Scope).toBe('CLOUDFRONT');
    const [{ id } = { id: '' }] = resources(edge, 'AWS::WAFv2::WebACL');
    expect(config.WebACLId).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
  });

  test.each([
    ['Codes', 30],
    ['Proofs', 100],
    ['Requests', 600],
  ])('limits %s from an address to %d in five minutes', (name, most) => {
    const { Statement, Action } = rule(edge, name);
    expect(Statement.RateBasedStatement).toMatchObject({
      AggregateKeyType: 'IP',
      Limit: most,
      EvaluationWindowSec: 300,
    });
    expect(Action.Block.CustomResponse).toMatchObject({ ResponseCode: 429 });
  });

  test('knows the paths that send codes and try them, and no others', () => {
    const matched = (paths: RegExp) =>
      OPERATIONS.filter(({ path }) => paths.test(path.replace(/\{\w+\}/, 'x'))).map(({ id }) => id);
    expect(matched(pathsOf(rule(edge, 'Codes')))).toEqual(['start-phone', 'send-challenge-code']);
    expect(matched(pathsOf(rule(edge, 'Proofs')))).toEqual([
      'confirm-totp',
      'confirm-phone',
      'verify-challenge',
    ]);
  });

  test('refuses in the words of the contract', () => {
    const bodies = only(edge, 'AWS::WAFv2::WebACL').CustomResponseBodies;
    for (const code of ['too_many_requests', 'request_too_large'] as const) {
      expect(JSON.parse(bodies[code].Content)).toMatchObject({ code, ...PROBLEMS[code] });
    }
    expect(rule(edge, 'Requests').Action.Block.CustomResponse.ResponseHeaders).toContainEqual({
      Name: 'Retry-After',
      Value: '60',
    });
  });

  test('refuses bodies over the contract’s 16 KiB, whatever the mode', () => {
    for (const template of [edge, other.edge]) {
      const { Statement, Action } = rule(template, 'BodySize');
      expect(Statement.SizeConstraintStatement).toMatchObject({
        ComparisonOperator: 'GT',
        Size: 16_384,
        FieldToMatch: { Body: { OversizeHandling: 'MATCH' } },
      });
      expect(Action.Block.CustomResponse.ResponseCode).toBe(413);
    }
  });

  /** As AWS documents them: those that look into a body. */
  const BODY_RULES: Readonly<Record<string, readonly string[]>> = {
    AWSManagedRulesCommonRuleSet: [
      'SizeRestrictions_BODY',
      'EC2MetaDataSSRF_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
      'CrossSiteScripting_BODY',
    ],
    AWSManagedRulesKnownBadInputsRuleSet: ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY', 'ReactJSRCE_BODY'],
  };

  test.each(Object.entries(BODY_RULES))(
    'no rule of %s refuses a body that the contract allows',
    (name, looking) => {
      const { Statement, OverrideAction } = rule(edge, name);
      const counted = Statement.ManagedRuleGroupStatement.RuleActionOverrides.filter(
        ({ ActionToUse }: Properties) => ActionToUse.Count !== undefined,
      ).map(({ Name }: Properties) => Name);
      expect(counted).toEqual(expect.arrayContaining([...looking]));
      expect(OverrideAction).toEqual({ None: {} });
    },
  );

  test('each rule has a place of its own, and none keeps samples, which show tokens', () => {
    const rules = rulesOf(edge);
    expect(new Set(rules.map(({ Priority }) => Priority)).size).toBe(rules.length);
    for (const { VisibilityConfig } of [only(edge, 'AWS::WAFv2::WebACL'), ...rules]) {
      expect(VisibilityConfig).toMatchObject({
        SampledRequestsEnabled: false,
        CloudWatchMetricsEnabled: true,
      });
    }
  });

  test('told to count, refuses nothing else', () => {
    const others = rulesOf(other.edge).filter(({ Name }) => Name !== 'BodySize');
    for (const { Action, OverrideAction } of others) {
      expect(Action ?? OverrideAction).toEqual({ Count: {} });
    }
    expect(rule(other.edge, 'Codes').Statement.RateBasedStatement.Limit).toBe(12);
  });

  test('does not count the requests of backends, of either version', () => {
    const sets = resources(other.edge, 'AWS::WAFv2::IPSet');
    expect(sets.map(({ properties }) => properties.Addresses)).toEqual([
      ['203.0.113.0/28'],
      ['2001:db8::/48'],
    ]);
    for (const name of ['Codes', 'Proofs', 'Requests']) {
      const told = JSON.stringify(rule(other.edge, name).Statement.RateBasedStatement.ScopeDownStatement);
      for (const { id } of sets) {
        expect(told).toContain(
          `{"NotStatement":{"Statement":{"IPSetReferenceStatement":{"Arn":{"Fn::GetAtt":["${id}","Arn"]}}}}}`,
        );
      }
    }
    expect(pathsOf(rule(other.edge, 'Codes')).test('/v1/2fa/phone')).toBe(true);
  });
});

describe('logs', () => {
  test('the firewall’s has no secret, nor which path, and only of what its rules have met', () => {
    const { RedactedFields, LoggingFilter, LogDestinationConfigs } = only(
      edge,
      'AWS::WAFv2::LoggingConfiguration',
    );
    expect(RedactedFields).toEqual([
      { SingleHeader: { Name: 'authorization' } },
      { SingleHeader: { Name: 'x-2fa-assertion' } },
      { SingleHeader: { Name: 'cookie' } },
      { SingleHeader: { Name: 'x-origin-secret' } },
      { UriPath: {} },
      { QueryString: {} },
    ]);
    expect(LoggingFilter.DefaultBehavior).toBe('DROP');
    // WAF refuses the ARN that ends in `:*`.
    expect(JSON.stringify(LogDestinationConfigs)).not.toContain(':*');
  });

  test('the distribution’s has neither address, path, query nor cookie', () => {
    const { RecordFields } = only(edge, 'AWS::Logs::Delivery');
    expect(RecordFields).toEqual(expect.arrayContaining(['date', 'time', 'sc-status', 'x-edge-request-id']));
    const telling = /^(c-ip|cs-uri|cs\(|x-forwarded-for|x-host-header)/;
    expect(RecordFields.filter((field: string) => telling.test(field))).toEqual([]);
  });

  test('both end when the settings say', () => {
    const kept = resources(edge, 'AWS::Logs::LogGroup').map(({ properties }) => properties.RetentionInDays);
    expect(kept).toEqual([90, 90]);
  });
});

test('is in CloudFront’s Region, after the API, and protected as it is', () => {
  const { stack } = stackWith({ domain: DOMAIN, cdn: {}, stackName: 'Portal2fa-staging' });
  const distribution = stack.node.root.node.findChild('Portal2fa-staging-edge');
  expect(distribution).toMatchObject({ region: 'us-east-1', terminationProtection: true });
  expect(distribution).toHaveProperty('dependencies', [stack]);
});
