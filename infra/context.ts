/** CDK's context: the operator's settings, and what CDK itself keeps there. */

import { SettingsError } from '../shared/settings/explain.ts';
import { readSettings } from '../shared/settings/read.ts';
import type { Settings } from '../shared/settings/settings.ts';

/** CDK's own keys have a colon or a slash, but for these, which its command line writes to `cdk.json`. */
const CDK_WORDS: ReadonlySet<string> = new Set(['acknowledged-issue-numbers', 'cli-telemetry']);

const isOfCdk = (key: string): boolean => /[:/]/.test(key) || CDK_WORDS.has(key);

/**
 * The settings, of which nothing is left out by a mistyped key: CDK ignores keys that it does not know, and would
 * deploy those of `cdk.json`. Throws a `SettingsError`.
 */
export function settingsOf(context: Readonly<Record<string, unknown>>): Settings {
  const unknown = Object.keys(context).find((key) => key !== 'settings' && !isOfCdk(key));
  if (unknown !== undefined) {
    throw new SettingsError(
      `-c ${unknown}: ${unknown} is no key of the context, but must be settings, as in -c settings=settings.json.`,
    );
  }
  return readSettings(context.settings);
}
