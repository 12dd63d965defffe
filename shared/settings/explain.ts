/** Faults of the settings in the operator's words: a sentence each, with the file, the setting, and what is allowed. */

import type * as z from 'zod';

/** The settings cannot be used; the message says why. */
export class SettingsError extends Error {}

/** @param where the file, as the operator has named it. */
export const explain = (issues: readonly z.core.$ZodIssue[], settings: unknown, where: string): string =>
  issues.flatMap((issue) => faultsOf(issue, settings).map((fault) => `${where}: ${fault}.`)).join('\n');

function faultsOf(issue: z.core.$ZodIssue, settings: unknown): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${nameOf([...issue.path, key])} ${issue.message}`);
  }
  const { path, message } = issue;
  const name = nameOf(path);
  if (!message.startsWith('must ')) return [`${name} ${message}`];
  const value = valueAt(settings, path);
  return [
    value === undefined ? `${name} is missing, but ${message}` : `${name} is ${shown(value)}, but ${message}`,
  ];
}

/** As one would write it in code: `portalOrigins[0]`. */
function nameOf(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    const plain = /^\w+$/.test(String(part));
    if (!plain) return `${before}[${JSON.stringify(String(part))}]`;
    return before === '' ? String(part) : `${before}.${String(part)}`;
  }, '');
  return name === '' ? 'its content' : name;
}

function valueAt(settings: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    settings,
  );
}

const MAX_SHOWN = 80;

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
