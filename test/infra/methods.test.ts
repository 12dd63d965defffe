/** What the operator does not offer is not deployed: no resource, no permission, no code, no route. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../infra/bundle.ts';
import type { OfferedMethod } from '../../shared/domain/method.ts';
import { allStatements, deploy, functions, resources } from './support/deployed.ts';

const routesOf = (template: ReturnType<typeof deploy>) =>
  resources(template, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties.RouteKey as string);
const actionsOf = (template: ReturnType<typeof deploy>) =>
  allStatements(template).flatMap(({ actions }) => actions);
/** The template as text, but for the topic of the alarms. */
const nameless = (template: ReturnType<typeof deploy>) =>
  JSON.stringify(template.toJSON(), (key, value: unknown) =>
    key.startsWith('AlarmTopic') ? undefined : value,
  );

describe('authenticator apps alone', () => {
  const template = deploy({ methods: ['totp'] });
  const everything = deploy();

  test('neither Connect nor SNS', () => {
    const types = (of: typeof template) => new Set(resources(of).map(({ type }) => type));
    expect([...types(template)].filter((type) => /Connect|Custom::/.test(type))).toEqual([]);
    // But for the topic of the alarms.
    const topics = resources(template, 'AWS::SNS::Topic').map(({ id }) => id);
    expect(topics).toEqual([expect.stringMatching(/^AlarmTopic/)]);
    expect([...types(everything)].filter((type) => /Connect|Custom::/.test(type))).not.toEqual([]);
    expect(actionsOf(template).filter((action) => /^(sns|connect):/.test(action))).toEqual([]);
    expect(actionsOf(everything)).toEqual(
      expect.arrayContaining(['sns:Publish', 'connect:StartOutboundVoiceContact']),
    );
    expect(nameless(template)).not.toMatch(/sns[.:]|connect[.:]|CALL_|TEXT_/i);
  });

  test('no operation of a telephone, no alarm on messages, and the rest as ever', () => {
    const phoneRoutes = [
      'POST /v1/2fa/phone',
      'POST /v1/2fa/phone/confirm',
      'POST /v1/challenges/{challengeId}/code',
    ];
    expect(routesOf(template).toSorted()).toEqual(
      routesOf(everything)
        .filter((route) => !phoneRoutes.includes(route))
        .toSorted(),
    );
    expect(functions(template).filter(({ name }) => /phone|challenge-code/.test(name))).toEqual([]);
    const alarms = resources(template, 'AWS::CloudWatch::Alarm').map(({ id }) => id);
    expect(alarms.filter((id) => /Delivery|Text|CallsAtOnce|Unconfirmed|Unused/.test(id))).toEqual([]);
    expect(alarms.length).toBeGreaterThan(3);
  });
});

test('texts without calls, and calls without texts', () => {
  const texts = deploy({ methods: ['sms'] });
  expect(actionsOf(texts).filter((action) => action.startsWith('connect:'))).toEqual([]);
  expect(actionsOf(texts)).toContain('sns:Publish');
  expect(routesOf(texts)).not.toContain('POST /v1/2fa/totp');

  const calls = deploy({ methods: ['totp', 'call'] });
  expect(actionsOf(calls).filter((action) => action.startsWith('sns:'))).toEqual([]);
  expect(actionsOf(calls)).toContain('connect:StartOutboundVoiceContact');
  expect(routesOf(calls)).toContain('POST /v1/challenges/{challengeId}/code');
});

test.each<[readonly OfferedMethod[], boolean, boolean]>([
  [['sms'], true, false],
  [['totp', 'call'], false, true],
  [['sms', 'call'], true, true],
])('the code of %j: for texts %s, for calls %s', async (methods, texts, calls) => {
  const folder = mkdtempSync(join(tmpdir(), 'methods-'));
  await bundleFunctions(['start-phone'], folder, methods);
  const files = readdirSync(join(folder, 'start-phone')).filter((file) => file.endsWith('.mjs'));
  const code = files.map((file) => readFileSync(join(folder, 'start-phone', file), 'utf8')).join();
  rmSync(folder, { recursive: true });
  expect(code.includes('AWS.SNS.SMS.SMSType')).toBe(texts);
  expect(code.includes('StartOutboundVoiceContact')).toBe(calls);
});
