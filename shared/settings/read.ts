/** Reads the operator's settings: all of them valid, or none. */

import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Settings, settingsSchema } from './settings.ts';

/**
 * The settings in CDK's context: an object, or the path of a JSON file.
 * Throws an error that names every fault.
 */
export function readSettings(context: unknown): Settings {
  const raw: unknown = typeof context === 'string' ? JSON.parse(readFileSync(context, 'utf8')) : context;
  const result = settingsSchema.safeParse(raw ?? {});
  if (result.success) return result.data;
  throw new Error(`The settings are not valid.\n${z.prettifyError(result.error)}`);
}

const CDK_JSON = new URL('../../cdk.json', import.meta.url);

/**
 * The settings of the stack that `cdk deploy -c settings=<file>` makes, for whoever runs beside CDK.
 * @param file default: the settings in `cdk.json`, as for `cdk deploy`.
 */
export function readStackSettings(file?: string): Settings {
  if (file !== undefined) return readSettings(file);
  const { context } = JSON.parse(readFileSync(CDK_JSON, 'utf8'));
  return readSettings(context?.settings);
}
