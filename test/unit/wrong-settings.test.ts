/** Wrong settings, each with the sentence that an operator reads at `npm start` and at `cdk synth`. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOf } from '../../infra/context.ts';
import { SettingsError } from '../../shared/settings/explain.ts';
import { readSettings } from '../../shared/settings/read.ts';

const least = {
  issuer: 'https://login.portal.example',
  audience: 'portal',
  portalOrigins: ['https://portal.example'],
  brand: 'Mission Control',
  numbers: { allowedCountries: ['US'] },
};

const ZONE = { id: 'Z0123456789', name: 'portal.example' };
const DOMAIN = { name: '2fa.portal.example', hostedZone: ZONE };
const CERTIFICATE = 'arn:aws:acm:';
const REST = ':111122223333:certificate/11111111-2222-3333-4444-555555555555';

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
const file = join(folder, 'settings.json');
afterAll(() => rmSync(folder, { recursive: true }));

/** What an operator is told of a file with this text. */
function told(text: string): string {
  writeFileSync(file, text);
  try {
    readSettings(file);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'nothing';
}

const wrong: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
  [
    { texts: { logDeliveries: 'yes' } },
    'texts.logDeliveries is "yes", but must be true, false or "existing".',
  ],
  [
    { closeApiEndpoint: true },
    'publicUrl is missing, but must be the address of the API, as closeApiEndpoint leaves no other.',
  ],
  [
    { domain: { name: '2fa.portal.example' } },
    'domain.certificateArn is missing, but must be the ARN of a certificate in ACM, or else domain.hostedZone the zone in which one can be made.',
  ],
  [
    { domain: { name: 'https://2fa.portal.example', hostedZone: ZONE } },
    'domain.name is "https://2fa.portal.example", but must be a host name in lower case, such as "2fa.portal.example".',
  ],
  [
    { domain: { name: '2fa.badportal.example', hostedZone: ZONE } },
    'domain.hostedZone.name is "portal.example", but must be the zone that domain.name is in.',
  ],
  [
    { domain: { name: '2fa.portal.example', hostedZone: { ...ZONE, id: '/hostedzone/Z1' } } },
    'domain.hostedZone.id is "/hostedzone/Z1", but must be the id of a hosted zone, such as "Z0123456789ABCDEFGHIJ".',
  ],
  [
    { domain: { name: '2fa.portal.example', certificateArn: 'arn:aws:iam::1:server-certificate/x' } },
    'domain.certificateArn is "arn:aws:iam::1:server-certificate/x", but must be the ARN of a certificate in ACM.',
  ],
  [
    { domain: DOMAIN, publicUrl: 'https://api.portal.example' },
    'publicUrl is "https://api.portal.example", but must have domain.name as its host, or be left out to follow from it.',
  ],
  [
    { cdn: {} },
    'domain is missing, but must be given with cdn: the assertions’ issuer has to be known before there is a distribution to name it.',
  ],
  [
    { domain: { name: '2fa.portal.example', certificateArn: `${CERTIFICATE}eu-west-1${REST}` }, cdn: {} },
    `domain.certificateArn is "${`${CERTIFICATE}eu-west-1${REST}"`.slice(0, 79)}…, but must be of us-east-1 with cdn: CloudFront takes certificates of no other Region.`,
  ],
  [
    { domain: DOMAIN, cdn: {}, closeApiEndpoint: true },
    'closeApiEndpoint is true, but must be false with cdn: the distribution calls the API at that address, and nobody else can.',
  ],
  [
    { domain: DOMAIN, cdn: {}, trustedProxies: 0 },
    'trustedProxies is 0, but must be 1 or more with cdn, or be left out: the distribution is one.',
  ],
  [
    { domain: DOMAIN, cdn: { originSecrets: [1, 2, 3] } },
    'cdn.originSecrets is [1,2,3], but must be a list of one or two whole numbers from 1, each once.',
  ],
  [
    { domain: DOMAIN, cdn: { perAddress: { codes: 5 } } },
    'cdn.perAddress.codes is 5, but must be a whole number, 10 at least.',
  ],
  [
    { domain: DOMAIN, cdn: { backends: ['0.0.0.0/0'] } },
    'cdn.backends[0] is "0.0.0.0/0", but must be a network such as "203.0.113.0/28" or "2001:db8::/48".',
  ],
  [{ domain: DOMAIN, cdn: { mode: 'off' } }, 'cdn.mode is "off", but must be one of "block", "count".'],
  [
    { adopt: { UsersTable: 1 } },
    'adopt.UsersTable is 1, but must be the name, id or ARN of what is retained.',
  ],
  [
    { issuer: undefined },
    'issuer is missing, but must be the https address of an OpenID Connect provider, without query and without /.well-known/…; http for one on this machine alone.',
  ],
  [
    { issuer: 'login' },
    'issuer is "login", but must be the https address of an OpenID Connect provider, without query and without /.well-known/…; http for one on this machine alone.',
  ],
  [
    { issuer: 'http://login.portal.example' },
    'issuer is "http://login.portal.example", but must be the https address of an OpenID Connect provider, without query and without /.well-known/…; http for one on this machine alone.',
  ],
  [
    { issuer: 'https://login.portal.example/.well-known/openid-configuration' },
    'issuer is "https://login.portal.example/.well-known/openid-configuration", but must be the https address of an OpenID Connect provider, without query and without /.well-known/…; http for one on this machine alone.',
  ],
  [
    { issuer: 'https://login.portal.example?tenant=1' },
    'issuer is "https://login.portal.example?tenant=1", but must be the https address of an OpenID Connect provider, without query and without /.well-known/…; http for one on this machine alone.',
  ],
  [
    { issuer: 'https://kim:secret@login.portal.example' },
    'issuer is "https://kim:secret@login.portal.example", but must be the https address of an OpenID Connect provider, without query and without /.well-known/…; http for one on this machine alone.',
  ],
  [
    { issuer: 'ftp://login.portal.example' },
    'issuer is "ftp://login.portal.example", but must be the https address of an OpenID Connect provider, without query and without /.well-known/…; http for one on this machine alone.',
  ],
  [
    { audience: undefined },
    'audience is missing, but must be the audience of the access tokens, or a list of audiences.',
  ],
  [
    { audience: '' },
    'audience is "", but must be the audience of the access tokens, or a list of audiences.',
  ],
  [
    { audience: [] },
    'audience is [], but must be the audience of the access tokens, or a list of audiences.',
  ],
  [
    { audience: ['web', ''] },
    'audience[1] is "", but must be the audience of the access tokens, or a list of audiences.',
  ],
  [{ assertionAudience: '' }, 'assertionAudience is "", but must be an audience, not empty.'],
  [
    { portalOrigins: undefined },
    'portalOrigins is missing, but must be a list of the origins of the portal’s pages, such as ["https://portal.example"].',
  ],
  [
    { portalOrigins: [] },
    'portalOrigins is [], but must be a list of the origins of the portal’s pages, such as ["https://portal.example"].',
  ],
  [
    { portalOrigins: 'https://portal.example' },
    'portalOrigins is "https://portal.example", but must be a list of the origins of the portal’s pages, such as ["https://portal.example"].',
  ],
  [
    { portalOrigins: ['https://portal.example:443'] },
    'portalOrigins[0] is "https://portal.example:443", but must be as browsers send it: "https://portal.example".',
  ],
  [
    { portalOrigins: ['http://localhost:80'] },
    'portalOrigins[0] is "http://localhost:80", but must be as browsers send it: "http://localhost".',
  ],
  [
    { portalOrigins: ['https://portal.example?a=1'] },
    'portalOrigins[0] is "https://portal.example?a=1", but must be as browsers send it: "https://portal.example".',
  ],
  [
    { portalOrigins: ['https://portal.example/'] },
    'portalOrigins[0] is "https://portal.example/", but must be as browsers send it: "https://portal.example".',
  ],
  [
    { portalOrigins: ['https://portal.example/app'] },
    'portalOrigins[0] is "https://portal.example/app", but must be as browsers send it: "https://portal.example".',
  ],
  [
    { portalOrigins: ['https://Portal.example'] },
    'portalOrigins[0] is "https://Portal.example", but must be as browsers send it: "https://portal.example".',
  ],
  [
    { portalOrigins: ['*'] },
    'portalOrigins[0] is "*", but must be an origin, such as "https://portal.example".',
  ],
  [
    { brand: undefined },
    'brand is missing, but must be a name that texts and calls can carry, without line breaks and control characters.',
  ],
  [
    { brand: '' },
    'brand is "", but must be a name that texts and calls can carry, without line breaks and control characters.',
  ],
  [
    { brand: 'Mission\nControl' },
    'brand is "Mission\\nControl", but must be a name that texts and calls can carry, without line breaks and control characters.',
  ],
  [
    { publicUrl: 'http://2fa.portal.example' },
    'publicUrl is "http://2fa.portal.example", but must be https and a host name, such as "https://2fa.portal.example".',
  ],
  [
    { publicUrl: 'https://2fa.portal.example/v1' },
    'publicUrl is "https://2fa.portal.example/v1", but must be as browsers send it: "https://2fa.portal.example".',
  ],
  [
    { provider: 'auth-0' },
    'provider is "auth-0", but must be one of "cognito", "auth0", "okta", "entra", "keycloak", "google", "hydra".',
  ],
  [{ tokenClaims: { sub: '' } }, 'tokenClaims.sub is "", but must be the name of a claim.'],
  [{ tokenClaims: { scop: 'groups' } }, 'tokenClaims.scop is no setting; nearest to it is scope.'],
  [{ tokenClaims: { loginMethod: '' } }, 'tokenClaims.loginMethod is "", but must be the name of a claim.'],
  [
    { tokenClaims: { loginMethod: { claim: 'amr' } } },
    'tokenClaims.loginMethod.values is missing, but must say what at least one value of the claim means, or "present" what any does.',
  ],
  [
    { tokenClaims: { loginMethod: { claim: 'amr', values: { fed: 'SSO' } } } },
    'tokenClaims.loginMethod.values.fed is "SSO", but must be one of "password", "oauth", "saml", "sso", "api_key".',
  ],
  [
    { tokenClaims: { loginMethod: { claim: 'amr', value: { fed: 'sso' } } } },
    'tokenClaims.loginMethod.value is no setting; nearest to it is values.\ntokenClaims.loginMethod.values is missing, but must say what at least one value of the claim means, or "present" what any does.',
  ],
  [
    { tokenClaims: { loginMethod: { values: { fed: 'sso' } } } },
    'tokenClaims.loginMethod.claim is missing, but must be the name of a claim.',
  ],
  [{ tokenClaims: { loginMethod: 5 } }, 'tokenClaims.loginMethod is 5, but must be the name of a claim.'],
  [
    { scopes: { support: '' } },
    'scopes.support is "", but must be a value of the scope, without a space around it.',
  ],
  [{ scopes: { supporter: 'x' } }, 'scopes.supporter is no setting; nearest to it is support.'],
  [
    { prompt: { from: '7 August 2023' } },
    'prompt.from is "7 August 2023", but must be a date such as "2023-08-07".',
  ],
  [
    { prompt: { requiredAfterDays: 0 } },
    'prompt.requiredAfterDays is 0, but must be a whole number, 1 at least.',
  ],
  [{ methods: [] }, 'methods is [], but must be a list of one or more of "totp", "sms" and "call".'],
  [{ methods: 'totp' }, 'methods is "totp", but must be a list of one or more of "totp", "sms" and "call".'],
  [{ methods: ['totp', 'phone'] }, 'methods[1] is "phone", but must be one of "totp", "sms", "call".'],
  [
    { methods: ['sms', 'sms'] },
    'methods is ["sms","sms"], but must be a list of one or more of "totp", "sms" and "call".',
  ],
  [
    { numbers: undefined },
    'numbers.allowedCountries is missing, but must be a list of ISO 3166-1 alpha-2 codes such as ["GB", "IE"], or "all".',
  ],
  [
    { numbers: { allowedCountries: 'all' } },
    'calls.allowedCountries is missing, but must be a list of ISO 3166-1 alpha-2 codes such as ["GB", "IE"], or "all", as numbers.allowedCountries is "all": nothing caps the price of a call.',
  ],
  [{ prompts: {} }, 'prompts is no setting; nearest to it is prompt.'],
  [
    { alarms: { holiday: 1 } },
    'alarms.holiday is no setting; there are wrongCodesPercent, wrongCodesOfNetwork, unconfirmedPercent, least, locks, resets, failedSignInsPercent, unusedCodesPercent, rejectedTokensPercent, leastSignIns, slowMs, textSpendUsd.',
  ],
  [{ allowDisable: 'no' }, 'allowDisable is "no", but must be true or false.'],
  [{ policy: { attempts: 1.5 } }, 'policy.attempts is 1.5, but must be a whole number.'],
  [
    { policy: { failures: 101 } },
    'policy.failures is 101, but must be at most 100 (NIST SP 800-63B-4 §3.2.2).',
  ],
  [
    { policy: { sentCodeLifetime: 601 } },
    'policy.sentCodeLifetime is 601, but must be at most 600 (NIST SP 800-63B-4 §3.1.3.2).',
  ],
  [{ policy: { attemps: 5 } }, 'policy.attemps is no setting; nearest to it is attempts.'],
  [
    { defaultLocale: 'xx' },
    'defaultLocale is "xx", but must be one of "ar", "da", "de", "en", "es", "fi", "fr", "hi", "it", "ja", "ko", "nb", "nl", "pl", "pt", "sv", "tr", "zh".',
  ],
  [
    { numbers: { allowedCountries: ['UK'] } },
    'numbers.allowedCountries[0] is "UK", but must be the ISO 3166-1 alpha-2 code of a country, such as "GB".',
  ],
  [
    { numbers: { allowedCountries: ['GB', 'ZZ'] } },
    'numbers.allowedCountries[1] is "ZZ", but must be the ISO 3166-1 alpha-2 code of a country, such as "GB".',
  ],
  [
    { numbers: { allowedCountries: [] } },
    'numbers.allowedCountries is [], but must be a list of ISO 3166-1 alpha-2 codes such as ["GB", "IE"], or "all".',
  ],
  [
    { numbers: { defaultCountry: 'gb' } },
    'numbers.defaultCountry is "gb", but must be the ISO 3166-1 alpha-2 code of a country, such as "GB".',
  ],
  [
    { texts: { originationNumber: 'my number' } },
    'texts.originationNumber is "my number", but must be a number of yours in E.164, such as "+12025550100", or a short code of 5 or 6 digits.',
  ],
  [
    { texts: { senderId: '12' } },
    'texts.senderId is "12", but must be 1 to 11 letters and digits, at least one of them a letter.',
  ],
  [{ texts: { maxPriceUsd: 0 } }, 'texts.maxPriceUsd is 0, but must be a price in US dollars, more than 0.'],
  [
    { texts: { webOtpDomain: 'https://portal.example' } },
    'texts.webOtpDomain is "https://portal.example", but must be a host name such as "portal.example".',
  ],
  [{ calls: { kind: 'none' } }, 'calls.kind is "none", but must be "new" or "existing".'],
  [
    { calls: { kind: 'new', countryCode: 'UK' } },
    'calls.countryCode is "UK", but must be the ISO 3166-1 alpha-2 code of a country, such as "GB".',
  ],
  [
    {
      calls: {
        kind: 'existing',
        instanceArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
        sourcePhoneNumber: '+12025550199',
      },
    },
    'calls.instanceArn is "arn:aws:sns:eu-west-1:111122223333:alarms", but must be the ARN of an Amazon Connect instance.',
  ],
  [
    {
      calls: {
        kind: 'existing',
        instanceArn: 'arn:aws:connect:eu-west-1:111122223333:instance/11111111-2222-3333-4444-555555555555',
        sourcePhoneNumber: '0800',
      },
    },
    'calls.sourcePhoneNumber is "0800", but must be a number of that instance in E.164, such as "+12025550100".',
  ],
  [{ mail: { from: 'nobody' } }, 'mail.from is "nobody", but must be a mail address.'],
  [
    { accountUrl: 'javascript:alert(1)' },
    'accountUrl is "javascript:alert(1)", but must be an https or mailto address.',
  ],
  [{ throttle: { rate: 0 } }, 'throttle.rate is 0, but must be a whole number, 1 at least.'],
  [{ trustedProxies: -1 }, 'trustedProxies is -1, but must be a whole number, 0 or more.'],
  [{ logRetentionDays: 31 }, 'logRetentionDays is 31, but must be one of 30, 90, 180, 365.'],
  [
    { alarms: { wrongCodesPercent: 200 } },
    'alarms.wrongCodesPercent is 200, but must be a number from 1 to 100.',
  ],
  [{ alarmEmails: ['ops'] }, 'alarmEmails[0] is "ops", but must be a mail address.'],
  [
    { alarmTopicArn: 'arn:aws:sqs:eu-west-1:111122223333:alarms' },
    'alarmTopicArn is "arn:aws:sqs:eu-west-1:111122223333:alarms", but must be the ARN of an SNS topic.',
  ],
  [
    { stackName: 'portal_2fa' },
    'stackName is "portal_2fa", but must be a letter, then up to 99 letters, digits and hyphens.',
  ],
  [{ retainData: 'yes' }, 'retainData is "yes", but must be true or false.'],
  [{ isuer: 'x' }, 'isuer is no setting; nearest to it is issuer.'],
  [{ texts: [] }, 'texts is [], but must be an object.'],
  [{ calls: 5 }, 'calls is 5, but must be an object.'],
  [{ calls: { instanceAlias: 'x' } }, 'calls.kind is missing, but must be "new" or "existing".'],
  [
    { scopes: { admin: '2fa:support' } },
    'scopes is {"admin":"2fa:support"}, but must be three different values, or agents could erase what they did.',
  ],
  [{ signingKeys: [] }, 'signingKeys is [], but must be a list of whole numbers from 1, each once.'],
  [{ signingKeys: [1, 1] }, 'signingKeys is [1,1], but must be a list of whole numbers from 1, each once.'],
  [{ signingKeys: [0] }, 'signingKeys[0] is 0, but must be a whole number, 1 at least.'],
  [
    { importRoleArn: 'arn:aws:iam::111122223333:user/kim' },
    'importRoleArn is "arn:aws:iam::111122223333:user/kim", but must be the ARN of an IAM role.',
  ],
  [{ rootKeys: [] }, 'rootKeys is [], but must be a list of whole numbers from 1, each once.'],
  [{ rootKeys: [2, 2] }, 'rootKeys is [2,2], but must be a list of whole numbers from 1, each once.'],
  [{ rootKeys: [256] }, 'rootKeys[0] is 256, but must be a whole number, 255 at most.'],
  [
    { throttle: { public: { burst: 1.5 } } },
    'throttle.public.burst is 1.5, but must be a whole number, 1 at least.',
  ],
  [{ mail: { from: 'a@b.example', replyTo: 'x' } }, 'mail.replyTo is "x", but must be a mail address.'],
  [
    { supportUrl: 'http://help.example' },
    'supportUrl is "http://help.example", but must be an https or mailto address.',
  ],
  [
    { texts: { originationNumber: '' } },
    'texts.originationNumber is "", but must be a number of yours in E.164, such as "+12025550100", or a short code of 5 or 6 digits.',
  ],
  [{ prompt: null }, 'prompt is null, but must be an object.'],
  [
    { tokenClaims: { loginMethod: { claim: 'hd', present: 'yes' } } },
    'tokenClaims.loginMethod.present is "yes", but must be one of "password", "oauth", "saml", "sso", "api_key".',
  ],
];

test('there are more than fifty of them', () => {
  expect(new Set(wrong.map(([settings]) => JSON.stringify(settings))).size).toBeGreaterThan(50);
});

test.each(wrong)('%j: %s', (settings, sentences) => {
  const expected = sentences
    .split('\n')
    .map((sentence) => `${file}: ${sentence}`)
    .join('\n');
  expect(told(JSON.stringify({ ...least, ...settings }))).toBe(expected);
  // What is wrong, where, and what is allowed, in one sentence for each fault.
  for (const sentence of sentences.split('\n')) {
    expect(sentence).toMatch(
      /^[\w.[\]]+ is (?:missing, but must|.+, but must|no setting; (?:there are|nearest to it is)) .+[^.]\.$/,
    );
  }
});

test('what is right is taken as it is', () => {
  const right = {
    issuer: 'http://localhost:3001',
    portalOrigins: ['https://portal.example:8443', 'http://localhost:5173'],
    texts: { originationNumber: '24680', webOtpDomain: 'portal.example' },
    publicUrl: 'https://2fa.portal.example',
    alarmTopicArn: 'arn:aws-us-gov:sns:us-gov-west-1:111122223333:alarms',
  };
  expect(readSettings({ ...least, ...right })).toMatchObject(right);
});

test('where nothing is sent, it need not be said to where; nor of calls where there are none', () => {
  const { numbers: _numbers, ...nothing } = least;
  expect(readSettings({ ...nothing, methods: ['totp'] }).methods).toEqual(['totp']);
  const everywhere = { numbers: { allowedCountries: 'all' }, methods: ['totp', 'sms'] };
  expect(readSettings({ ...least, ...everywhere })).toMatchObject(everywhere);
});

test.each([
  ['{"brand": ', /^.*settings\.json: is not JSON \(.+\), but must be a JSON file with the settings\.$/],
  ['[]', /^.*settings\.json: its content is \[\], but must be an object\.$/],
  ['', /settings\.json: is not JSON/],
])('a file that holds %j', (text, sentence) => {
  expect(told(text)).toMatch(sentence);
});

test('a file that is not there, and none', () => {
  const missing = join(folder, 'missing.json');
  expect(() => readSettings(missing)).toThrow(
    `${missing}: cannot be read (ENOENT), but must be a JSON file with the settings.`,
  );
  expect(() => readSettings('')).toThrow(
    'The name of the settings file is empty: give the path of a JSON file.',
  );
});

test.each(['setings', 'Settings', 'settings.json', 'setting'])(
  'the mistyped key -c %s= does not deploy the settings of cdk.json',
  (key) => {
    expect(() => settingsOf({ settings: least, [key]: 'settings.json' })).toThrow(
      `-c ${key}: ${key} is no key of the context, but must be settings, as in -c settings=settings.json.`,
    );
  },
);

test('CDK’s own keys are no concern of ours', () => {
  const own = {
    '@aws-cdk/core:target-partitions': ['aws'],
    'aws:cdk:bundling-stacks': ['**'],
    'cli-telemetry': false,
  };
  expect(settingsOf({ ...own, settings: least })).toMatchObject({ brand: 'Mission Control' });
});

describe('what follows from the address', () => {
  const read = (settings: object) => readSettings({ ...least, ...settings });

  test('the issuer is at the domain', () => {
    expect(read({ domain: DOMAIN }).publicUrl).toBe('https://2fa.portal.example');
    expect(read({ domain: DOMAIN, publicUrl: 'https://2fa.portal.example' }).domain).toEqual(DOMAIN);
    expect(read({}).publicUrl).toBeUndefined();
  });

  test('a zone may be the domain itself', () => {
    const zone = { id: 'Z1', name: '2fa.portal.example' };
    expect(read({ domain: { name: '2fa.portal.example', hostedZone: zone } }).domain?.hostedZone).toEqual(
      zone,
    );
  });

  test('the API may be closed but for its domain', () => {
    expect(read({ domain: DOMAIN, closeApiEndpoint: true }).closeApiEndpoint).toBe(true);
  });

  test('a distribution is a proxy, of others as many as are said', () => {
    expect(read({ domain: DOMAIN }).trustedProxies).toBe(0);
    expect(read({ domain: DOMAIN, cdn: {} }).trustedProxies).toBe(1);
    expect(read({ domain: DOMAIN, cdn: {}, trustedProxies: 2 }).trustedProxies).toBe(2);
  });

  test('a distribution refuses what meets its rules, unless told to count', () => {
    expect(read({ domain: DOMAIN, cdn: {} }).cdn).toEqual({
      mode: 'block',
      onlyWay: true,
      perAddress: { requests: 600, proofs: 100, codes: 30 },
      backends: [],
      originSecrets: [1],
    });
    const certificateArn = `${CERTIFICATE}us-east-1${REST}`;
    const given = { mode: 'count', backends: ['203.0.113.0/28', '2001:db8::/48'], originSecrets: [2, 1] };
    expect(read({ domain: { ...DOMAIN, certificateArn }, cdn: given }).cdn).toMatchObject(given);
  });
});
