/** The CDK app. */

import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { operationsWith } from '../shared/contract/operations.ts';
import { SettingsError } from '../shared/settings/explain.ts';
import type { Settings } from '../shared/settings/settings.ts';
import { bundleFunctions, bundlesIn } from './bundle.ts';
import { settingsOf } from './context.ts';
import { EVENT_FUNCTIONS, Portal2faStack } from './stack.ts';

const app = new App();
const settings = settingsOrEnd();
const names = [...operationsWith(settings.methods).map(({ id }) => id), ...EVENT_FUNCTIONS];
/** A folder with the bundles of an earlier synthesis with the same `methods`: one build for several stages. */
const { BUNDLES } = process.env;
const bundles =
  BUNDLES === undefined
    ? await bundleFunctions(names, join(app.outdir, 'bundles'), settings.methods)
    : bundlesIn(BUNDLES, names);
new Portal2faStack(app, settings.stackName, {
  description: 'Second factor for the customer portal',
  settings,
  bundles,
});
app.synth();

/** A fault of the settings is told in its own words, without where in this code it was found. */
function settingsOrEnd(): Settings {
  try {
    return settingsOf(app.node.getAllContext());
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
