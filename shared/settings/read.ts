/** Reads the operator's settings: all of them valid, or none. */

import { readFileSync } from 'node:fs';
import { explain, SettingsError } from './explain.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { withStage } from './stages.ts';

/**
 * The settings in CDK's context: an object, or the path of a JSON file.
 * Throws a `SettingsError` with a sentence for each fault.
 */
export function readSettings(context: unknown): Settings {
  const [given, where] =
    typeof context === 'string' ? [readSettingsFile(context), context] : [context ?? {}, 'cdk.json'];
  const result = settingsSchema.safeParse(withStage(given));
  if (result.success) return result.data;
  throw new SettingsError(explain(result.error.issues, given, where));
}

/** What is in the file, not yet checked but for being JSON. Throws a `SettingsError`. */
export function readSettingsFile(path: string): unknown {
  if (path === '')
    throw new SettingsError('The name of the settings file is empty: give the path of a JSON file.');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
    throw new SettingsError(
      `${path}: cannot be read (${reason}), but must be a JSON file with the settings.`,
    );
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`${path}: is not JSON (${reason}), but must be a JSON file with the settings.`);
  }
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
