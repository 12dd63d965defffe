/** What it costs: the sums, by figures and prices that one can add up, and the page that says them. */

import { type Figures, readFigures } from '../../bench/figures.ts';
import { compare, idleCost, journeyCost } from '../../cost/cost.ts';
import { pageOfNow, readPage } from '../../cost/page.ts';
import { each, type Price, type Prices, readPrices } from '../../cost/prices.ts';
import { JOURNEYS, usageOf } from '../../cost/usage.ts';

const figures = readFigures();
const prices = readPrices();

const free: Price = { usd: 0, unit: 'one', region: '-', date: '2026-01-01', source: '', seen: 'page' };
/** All is free but for this. */
const only = (name: keyof Prices['aws'], usd: number, unit = 'one'): Prices => {
  const aws = { ...prices.aws };
  for (const one of Object.keys(aws) as (keyof Prices['aws'])[]) aws[one] = free;
  aws[name] = { ...free, usd, unit };
  return { ...prices, aws };
};

test('docs/cost.md has the tables that figures and prices of now make (npm run cost -- --write)', () => {
  expect(readPage()).toBe(pageOfNow());
});

test('a sign-in by authenticator app is two requests, one signature, and reads and writes the record once', () => {
  expect(usageOf(figures, JOURNEYS['sign-in by authenticator app'])).toMatchObject({
    requests: 2,
    kms: 1,
    readUnits: 2,
    texts: 0,
    calls: 0,
  });
});

test.each([
  ['million requests', 1e6],
  ['10,000 requests', 1e4],
  ['1,000 mails', 1e3],
  ['GB-second', 1],
])('a price by the %s is shared by so many', (unit, count) => {
  expect(each({ ...free, usd: 3, unit })).toBe(3 / count);
});

test('each service is paid for what the journey asks of it, and for what follows from it', () => {
  const journey = 'sign-in by authenticator app';
  const usage = usageOf(figures, JOURNEYS[journey]);
  const costOf = (name: keyof Prices['aws'], unit?: string) =>
    journeyCost(figures, only(name, 1, unit), journey, undefined).service;
  expect(costOf('dynamoWrite')).toBe(usage.writeUnits);
  expect(costOf('kmsRequest', '10,000 requests')).toBe(usage.kms / 1e4);
  expect(costOf('lambdaGbSecond')).toBe(usage.gbSeconds);
  expect(costOf('apiRequest', 'million requests')).toBe(2 / 1e6);
  // One event, in the trail by a transaction of a write and a check.
  expect(usage.events).toBe(1);
  expect(usage.writeUnits).toBe(1 + 2 + 2);
});

test('a text costs what its country asks; an app costs the same everywhere', () => {
  const by = (journey: 'sign-in by text' | 'sign-in by authenticator app', country: string) =>
    journeyCost(figures, prices, journey, country).network;
  expect(by('sign-in by text', 'DE')).toBeGreaterThan(by('sign-in by text', 'US'));
  expect(by('sign-in by authenticator app', 'DE')).toBe(0);
  expect(() => by('sign-in by text', 'XX')).toThrow('There are no prices of XX');
});

test('what the bench has not measured is no zero', () => {
  const none: Figures = { ...figures, operations: [] };
  expect(() => usageOf(none, JOURNEYS['sign-in by text'])).toThrow('no figures of start-challenge');
});

test('idle, the keys are paid by the month, and each replica of those that have one', () => {
  const resources = { 'AWS::KMS::Key': 3, 'AWS::CloudWatch::Alarm': 2 };
  const lines = idleCost(resources, only('kmsKey', 1), 2).map(({ what, usd }) => [what, usd]);
  expect(lines).toEqual([
    ['KMS keys', 3],
    ['replicas of keys in another Region', 4],
    ['alarms', 0],
  ]);
});

test('a price by the active user is shared among the sign-ins of the month', () => {
  const [, byUser] = compare(prices, 10);
  expect(byUser?.app).toBe(prices.others.cognitoEssentials.usd / 10);
});

test('each price says when, where and how it was seen', () => {
  const { aws, countries, others } = prices;
  const all = [
    ...Object.values(aws),
    ...Object.values(others),
    ...Object.values(countries).flatMap((one) => Object.values(one)),
  ];
  for (const price of all) {
    expect(price.usd).toBeGreaterThan(0);
    expect(price.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(price.source).toMatch(/^https:/);
    expect(['page', 'quoted', 'remembered']).toContain(price.seen);
  }
});
