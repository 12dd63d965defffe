/** The CDK app. */

import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { OPERATIONS } from '../shared/contract/operations.ts';
import { readSettings } from '../shared/settings/read.ts';
import { bundleFunctions } from './bundle.ts';
import { EVENT_FUNCTIONS, Portal2faStack } from './stack.ts';

const app = new App();
const settings = readSettings(app.node.tryGetContext('settings'));
const bundles = await bundleFunctions(
  [...OPERATIONS.map(({ id }) => id), ...EVENT_FUNCTIONS],
  join(app.outdir, 'bundles'),
);
new Portal2faStack(app, settings.stackName, {
  description: 'Second factor for the customer portal',
  settings,
  bundles,
});
app.synth();
