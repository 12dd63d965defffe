/** Stages: a preset for each setting that differs, under what the file says itself. */

import { readFileSync } from 'node:fs';
import { SettingsError } from '../../shared/settings/explain.ts';
import { readSettings } from '../../shared/settings/read.ts';
import { STAGES } from '../../shared/settings/stages.ts';

const minimal = {
  issuer: 'https://login.portal.example',
  audience: 'portal',
  portalOrigins: ['https://portal.example'],
  brand: 'Mission Control',
  numbers: { allowedCountries: ['GB'] },
};

test.each(Object.entries(STAGES))('%s presets all that is in its row', (stage, preset) => {
  expect(readSettings({ ...minimal, stage })).toMatchObject(preset);
});

test('the rows preset the same settings, so that none differs by being left out', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shape(one)]))
      : '';
  expect(shape(STAGES.development)).toEqual(shape(STAGES.production));
});

test('what the file says wins, inside a group too, and the rest of the group is the stage’s', () => {
  const read = readSettings({
    ...minimal,
    stage: 'production',
    retainData: false,
    throttle: { sends: { rate: 3 } },
    reservedConcurrency: { sends: null },
    policy: { attempts: 3 },
  });
  expect(read.retainData).toBe(false);
  expect(read.throttle.sends).toEqual({ rate: 3, burst: STAGES.production.throttle.sends.burst });
  expect(read.reservedConcurrency).toEqual({ sends: null, notices: 10 });
  expect(read.policy).toMatchObject({ attempts: 3, messages: 1000 });
});

test('without a stage, each setting has the default that it had before there were stages', () => {
  expect(readSettings(minimal)).toMatchObject({
    retainData: true,
    logRetentionDays: 90,
    gradualDeployment: 'off',
    reservedConcurrency: { sends: null, notices: null },
    throttle: { rate: 100, burst: 200, public: { rate: 20, burst: 40 }, sends: { rate: 10, burst: 20 } },
    notices: true,
  });
  expect(readSettings(minimal).throttle.support).toBeUndefined();
});

test.each<[string, object, string]>([
  ['a stage', { stage: 'prod' }, 'stage is "prod", but must be one of "development", "production".'],
  [
    'a way to deploy',
    { stage: 'production', gradualDeployment: 'slow' },
    'gradualDeployment is "slow", but must be one of "off", "at-once", "canary", "linear".',
  ],
  [
    'a route',
    { throttle: { routes: { 'start-chalenge': { rate: 1, burst: 1 } } } },
    'throttle.routes["start-chalenge"] is no setting; nearest to it is start-challenge.',
  ],
  [
    'a reservation',
    { stage: 'production', reservedConcurrency: { sends: 0 } },
    'reservedConcurrency.sends is 0, but must be a whole number, 1 at least, or null to reserve none.',
  ],
])('%s that there is none of is told in a sentence', (_what, given, sentence) => {
  const read = () => readSettings({ ...minimal, ...given });
  expect(read).toThrow(SettingsError);
  expect(read).toThrow(sentence);
});

test('README’s table is this one', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = readme.match(/### Stages\n(.*?)\n### /s) ?? [];
  const rows = [...section.matchAll(/^\| `([\w.]+)` \| `(.+)` \| `(.+)` \|$/gm)];
  const column = (index: number) =>
    Object.fromEntries(rows.map((row) => [row[1], JSON.parse(row[index] ?? '')]));
  expect(column(2)).toEqual(leaves(STAGES.development));
  expect(column(3)).toEqual(leaves(STAGES.production));
});

/** Each value by its path: `throttle.sends.rate`. */
const leaves = (value: object, path = ''): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) =>
      typeof one === 'object' && one !== null
        ? Object.entries(leaves(one, `${path}${name}.`))
        : [[`${path}${name}`, one]],
    ),
  );
