/** The settings files in the documentation: each is what `cdk deploy` takes. */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSettings } from '../../shared/settings/read.ts';

const FOLDER = fileURLToPath(new URL('../../docs/settings/', import.meta.url));
const read = (name: string) => readSettings(`${FOLDER}${name}`);

test('there are four, each a stack of its own', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  expect(files).toHaveLength(4);
  expect(new Set(files.map((name) => read(name).stackName)).size).toBe(4);
});

test('development goes without a trace and reserves nothing', () => {
  expect(read('development.json')).toMatchObject({
    retainData: false,
    gradualDeployment: 'off',
    reservedConcurrency: { sends: null, notices: null },
  });
});

test('production is protected and changes by and by', () => {
  expect(read('production.json')).toMatchObject({ retainData: true, gradualDeployment: 'canary' });
});

test('apps alone sends neither texts nor calls', () => {
  expect(read('apps-alone.json').methods).toEqual(['totp']);
});

test('an existing Connect instance is called from, behind a distribution with a domain', () => {
  const { calls, cdn, publicUrl } = read('existing-connect.json');
  expect([calls.kind, cdn?.mode, publicUrl]).toEqual(['existing', 'block', 'https://2fa.portal.example']);
});
