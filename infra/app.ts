/** The CDK app. */

import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { operationsWith } from '../shared/contract/operations.ts';
import { SettingsError } from '../shared/settings/explain.ts';
import type { Settings } from '../shared/settings/settings.ts';
import { bundleFunctions, bundlesIn } from './bundle.ts';
import { checkCertificateRegion } from './certificate-region.ts';
import { settingsOf } from './context.ts';
import { EdgeStack, edgeOf, edgeStackName } from './edge-stack.ts';
import { checkRegion } from './regions.ts';
import { EVENT_FUNCTIONS, Portal2faStack } from './stack.ts';

const app = new App();
/** Of the profile or environment, as CDK's command line hands it on; where the stack is deployed. */
const region = process.env.CDK_DEFAULT_REGION;
const settings = settingsOrEnd();
const names = [...operationsWith(settings.methods).map(({ id }) => id), ...EVENT_FUNCTIONS];
/** A folder with the bundles of an earlier synthesis with the same `methods`: one build for several stages. */
const { BUNDLES } = process.env;
const bundles =
  BUNDLES === undefined
    ? await bundleFunctions(names, join(app.outdir, 'bundles'), settings.methods)
    : bundlesIn(BUNDLES, names);
// Loaded here, as what only serves or tests the template goes without.
if (process.env.CDK_VALIDATION !== 'false') {
  const { PolicyPacks } = await import('./packs/policy-packs.ts');
  Validations.of(app).addPlugins(new PolicyPacks());
}
const stack = new Portal2faStack(app, settings.stackName, {
  description: 'Second factor for the customer portal',
  settings,
  bundles,
  region,
});
const edge = edgeOf(settings);
if (edge !== undefined) {
  new EdgeStack(app, edgeStackName(settings), {
    description: 'Distribution and firewall in front of the second factor',
    settings: { ...settings, ...edge },
    after: stack,
  });
}
app.synth();

/** A fault of the settings is told in its own words, without where in this code it was found. */
function settingsOrEnd(): Settings {
  try {
    const read = settingsOf(app.node.getAllContext());
    if (region !== undefined) {
      checkRegion(region, read);
      checkCertificateRegion(region, read);
    }
    return read;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
