/** The stacks that the rule packs look at: each by settings that change which resources there are. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { operationsWith } from '../../shared/contract/operations.ts';
import { readSettings } from '../../shared/settings/read.ts';
import { EdgeStack, edgeOf, edgeStackName } from '../edge-stack.ts';
import { EVENT_FUNCTIONS, Portal2faStack } from '../stack.ts';

const LEAST = {
  issuer: 'https://login.portal.example',
  audience: 'portal',
  portalOrigins: ['https://portal.example'],
  brand: 'Mission Control',
  numbers: { allowedCountries: ['US'] },
};
const MAIL = { from: 'no-reply@portal.example' };

const EXAMPLES = new URL('../../docs/settings/', import.meta.url);
const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, Readonly<Record<string, unknown>>] => [
    name,
    JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')),
  ]);

/** By a name for whoever reads what was found: the settings files that operators start from, and what none of them has. */
export const CHECKED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...Object.fromEntries(examples),
  everything: {
    ...LEAST,
    mail: MAIL,
    texts: { logDeliveries: true },
    backup: { keepDays: 35, lock: 'governance' },
  },
  'apps alone': { ...LEAST, methods: ['totp'], retainData: false },
};

/** Synthesises the stack of these settings under the plugin. Throws, with the report printed, for what it finds. */
export function validate(given: unknown, plugin: IPolicyValidationPlugin): void {
  const settings = readSettings(given);
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  try {
    // The packs read no code: one bundle stands for all.
    const bundle = join(folder, 'bundle');
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'index.mjs'), 'export const handler = () => {};\n');
    const names = [...operationsWith(settings.methods).map(({ id }) => id), ...EVENT_FUNCTIONS];
    const bundles = new Map(names.map((name) => [name, bundle]));
    const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
    const app = new App({ outdir: join(folder, 'out'), builtinCloudFormationValidation: false, context });
    const stack = new Portal2faStack(app, settings.stackName, { settings, bundles });
    const edge = edgeOf(settings);
    if (edge !== undefined) {
      new EdgeStack(app, edgeStackName(settings), { settings: { ...settings, ...edge }, after: stack });
    }
    Validations.of(app).addPlugins(plugin);
    app.synth();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
