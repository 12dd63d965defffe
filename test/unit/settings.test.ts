/** The operator's settings: sensible defaults, and every fault named before anything is deployed. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import { numberRules } from '../../shared/settings/numbers.ts';
import { readSettings, readStackSettings } from '../../shared/settings/read.ts';

const minimal = {
  issuer: 'https://login.portal.example',
  audience: 'portal',
  portalOrigins: ['https://portal.example'],
  brand: 'Mission Control',
  numbers: { allowedCountries: ['GB', 'IE'] },
};

function complaint(context: unknown): string {
  try {
    readSettings(context);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('The settings were accepted.');
}

test('the five that only the operator knows are enough', () => {
  expect(readSettings(minimal)).toMatchObject({
    ...minimal,
    audience: ['portal'],
    assertionAudience: 'portal',
    scopes: { support: '2fa:support', supportRead: '2fa:support:read', admin: '2fa:admin' },
    stackName: 'Portal2fa',
    tokenClaims: { sub: 'sub', sid: 'sid', email: 'email', loginMethod: 'login_method', scope: 'scope' },
    prompt: { from: '2023-08-07', requiredAfterDays: null, requiredAfterSkips: null },
    allowDisable: false,
    policy: DEFAULT_POLICY,
    defaultLocale: 'en',
    rootKeys: [1],
    signingKeys: [1],
    retainData: true,
  });
});

test.each(['issuer', 'audience', 'portalOrigins', 'brand', 'numbers.allowedCountries'])(
  'without %s nothing is deployed',
  (name) => {
    const [part = ''] = name.split('.');
    expect(complaint({ ...minimal, [part]: undefined })).toContain(`: ${name} is missing, but must `);
  },
);

test('no settings at all: every missing one is named', () => {
  for (const name of Object.keys(minimal)) {
    expect(complaint(undefined)).toMatch(new RegExp(`: ${name}(?:\\.allowedCountries)? is missing`));
  }
});

test('every fault is named at once', () => {
  const faults = {
    ...minimal,
    issuer: 'login',
    portalOrigins: ['https://portal.example/app'],
    prompt: { from: '7 August 2023' },
    policy: { attempts: 0 },
    numbers: { allowedCountries: ['Germany'] },
    calls: { kind: 'existing', instanceArn: 'instance', sourcePhoneNumber: '0800' },
    logRetentionDays: 31,
    unheardOf: true,
  };
  const said = complaint(faults);
  for (const name of [
    'issuer',
    'portalOrigins[0]',
    'prompt.from',
    'policy.attempts',
    'numbers.allowedCountries[0]',
    'calls.instanceArn',
    'calls.sourcePhoneNumber',
    'logRetentionDays',
  ]) {
    expect(said).toContain(`: ${name} is `);
  }
  expect(said).toContain('unheardOf');
});

test('one limit can differ, the others stay', () => {
  expect(readSettings({ ...minimal, policy: { attempts: 3 } }).policy).toEqual({
    ...DEFAULT_POLICY,
    attempts: 3,
  });
});

test.each([{ attempts: 1.5 }, { attempts: -1 }, { attempts: '5' }, { attemps: 5 }])(
  'a limit such as %j is a fault',
  (policy) => {
    expect(() => readSettings({ ...minimal, policy })).toThrow(/attemp/);
  },
);

test.each([
  ['more wrong codes than NIST SP 800-63B-4 allows', { failures: 101 }, 'failures'],
  ['a lock that a night undoes', { failures: 100, failureWindow: 1 }, 'failureWindow'],
  ['a lock that is over within the day', { failureWindow: 86_399 }, 'failureWindow'],
  ['a pause between tries that is none', { attemptWindow: 59 }, 'attemptWindow'],
  ['a reserve that leaves enrolments nothing', { messagesReservedPercent: 91 }, 'messagesReservedPercent'],
  ['a confirmation that pays for any number of sends', { sendsPerConfirmation: 11 }, 'sendsPerConfirmation'],
  ['messages without end', { requestWindow: 3599 }, 'requestWindow'],
  ['a brake on fraud that lets go at once', { messageWindow: 59 }, 'messageWindow'],
  ['an authenticator’s clock further off than RFC 6238 allows', { totpDrift: 2 }, 'totpDrift'],
  ['a clock that is off by less than nothing', { totpDrift: -1 }, 'totpDrift'],
  ['a code that outlives ten minutes', { sentCodeLifetime: 601 }, 'sentCodeLifetime'],
  ['a challenge that outlives an hour', { challengeLifetime: 3601 }, 'challengeLifetime'],
  ['an assertion that outlives an hour', { assertionLifetime: 3601 }, 'assertionLifetime'],
])('%s is refused', (_, policy, name) => {
  expect(complaint({ ...minimal, policy })).toContain(`: policy.${name} is `);
});

test('what the guard rails just allow is allowed', () => {
  const policy = {
    failures: 100,
    failureWindow: 86_400,
    attemptWindow: 60,
    requestWindow: 3600,
    messageWindow: 60,
    messagesReservedPercent: 90,
    sendsPerConfirmation: 10,
    totpDrift: 0,
    resendAfter: 0,
    sentCodeLifetime: 600,
    challengeLifetime: 3600,
    assertionLifetime: 3600,
  };
  expect(readSettings({ ...minimal, policy }).policy).toEqual({ ...DEFAULT_POLICY, ...policy });
});

describe('countries', () => {
  const WANTED = 'must be a list of ISO 3166-1 alpha-2 codes such as ["GB", "IE"], or "all"';
  const existing = {
    kind: 'existing',
    instanceArn: 'arn:aws:connect:eu-west-1:111122223333:instance/11111111-2222-3333-4444-555555555555',
    sourcePhoneNumber: '+12025550199',
  };

  test.each([
    ['nothing of numbers', undefined],
    ['nothing of countries', { defaultCountry: 'GB' }],
    ['no country', { allowedCountries: [] }],
    ['one that is no list', { allowedCountries: 'GB' }],
    ['a calling code', { allowedCountries: [44] }],
  ])('(%s) they are for the operator to decide', (_, numbers) => {
    const said = complaint({ ...minimal, numbers });
    expect(said).toContain(WANTED);
    expect(said).toContain(': numbers.allowedCountries is ');
  });

  test.each(['UK', 'ZZ', 'gb', 'Germany'])('there is no country %p', (code) => {
    const said = complaint({ ...minimal, numbers: { allowedCountries: ['GB', code] } });
    expect(said).toContain(': numbers.allowedCountries[1] is ');
    expect(complaint({ ...minimal, numbers: { allowedCountries: ['GB'], defaultCountry: code } })).toContain(
      ': numbers.defaultCountry is ',
    );
  });

  test('all of them, if that is said', () => {
    const settings = {
      numbers: { allowedCountries: 'all' },
      calls: { kind: 'new', allowedCountries: 'all' },
    };
    expect(readSettings({ ...minimal, ...settings })).toMatchObject(settings);
  });

  test.each([{ kind: 'new' }, existing])(
    'calls to all countries take a decision of their own: %j',
    (calls) => {
      const said = complaint({ ...minimal, numbers: { allowedCountries: 'all' }, calls });
      expect(said).toContain(': calls.allowedCountries is ');
      expect(said).toContain(WANTED);
      expect(
        readSettings({
          ...minimal,
          numbers: { allowedCountries: 'all' },
          calls: { ...calls, allowedCountries: ['GB'] },
        }).calls,
      ).toMatchObject({ allowedCountries: ['GB'] });
    },
  );

  test('those that are called are those of numbers, unless others are named', () => {
    const rules = (calls: object) => numberRules(readSettings({ ...minimal, calls }));
    expect(rules({ kind: 'new' })).toEqual({
      allowedCountries: ['GB', 'IE'],
      calledCountries: ['GB', 'IE'],
    });
    expect(rules({ kind: 'new', allowedCountries: ['IE'] }).calledCountries).toEqual(['IE']);
  });
});

test.each(['', '2fa', 'portal_2fa', 'portal 2fa', '-portal', 'p'.repeat(101)])(
  'a stack cannot be called %j',
  (stackName) => {
    expect(complaint({ ...minimal, stackName })).toContain(': stackName is ');
  },
);

test('a brand that no text could carry is named like any other fault', () => {
  for (const brand of ['', '  ', 'Mission\u202eControl', 'Mission\nControl']) {
    const said = complaint({ ...minimal, brand, audience: '' });
    expect(said).toContain(': brand is ');
    expect(said).toContain(': audience is ');
  }
});

test('settings can be the path of a JSON file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify(minimal));
  expect(readSettings(file)).toEqual(readSettings(minimal));
  expect(readStackSettings(file)).toEqual(readSettings(minimal));
  rmSync(folder, { recursive: true });
});

test('the provider presets claims, and what is given besides wins', () => {
  expect(readSettings({ ...minimal, provider: 'auth0' }).tokenClaims).toMatchObject({
    sub: 'sub',
    scope: 'permissions',
    loginMethod: { claim: 'connection_strategy' },
  });
  const own = { scope: 'https://portal.example/groups', loginMethod: 'https://portal.example/login' };
  const scopes = { support: 'helpdesk' };
  const audience = ['web', 'mobile'];
  expect(readSettings({ ...minimal, audience, provider: 'auth0', tokenClaims: own, scopes })).toMatchObject({
    audience,
    assertionAudience: 'web',
    tokenClaims: { ...own, sid: 'session_id' },
    scopes: { support: 'helpdesk', supportRead: '2fa:support:read' },
  });
});

test('without a file, the stack’s settings are those that CDK finds in cdk.json', () => {
  const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
  expect(readStackSettings()).toEqual(readSettings(context.settings));
});
