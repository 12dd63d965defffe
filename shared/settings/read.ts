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
