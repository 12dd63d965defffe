/** Checks the parameters of one action against its documentation. */

import type { FlowAction } from '../../../infra/connect-flow/flow.ts';
import { type ActionRule, JSON_PATH, type ParameterRule } from './documented.ts';

/** What looks like a reference, right or wrong. */
const REFERENCE = /\$\.[A-Za-z0-9_.-]*/g;

/** The faults of an action's parameters, without the action's name. */
export function checkParameters({ Parameters }: FlowAction, rule: ActionRule): string[] {
  const faults: string[] = [];
  for (const [name, value] of Object.entries(Parameters)) {
    const parameter = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined;
    if (parameter === undefined) faults.push(`parameter ${name} is not documented`);
    else faults.push(...checkValue(name, value, parameter));
  }
  for (const [name, { required }] of Object.entries(rule.parameters)) {
    if (required === true && !Object.hasOwn(Parameters, name)) faults.push(`parameter ${name} is missing`);
  }
  const given = (rule.oneOf ?? []).filter((name) => Object.hasOwn(Parameters, name));
  if (rule.oneOf !== undefined && given.length !== 1) {
    faults.push(`needs exactly one of ${rule.oneOf.join(', ')}`);
  }
  return faults;
}

function checkValue(name: string, value: unknown, rule: ParameterRule): string[] {
  switch (rule.form) {
    case 'map':
      return checkMap(name, value, (entry) => entry);
    case 'typed map':
      return checkMap(name, value, (entry) =>
        isRecord(entry) && entry.Type === 'String' ? entry.Value : entry,
      );
    case 'static':
    case 'path':
    case 'dynamic':
      return typeof value === 'string' ? checkText(name, value, rule) : [`parameter ${name} is not a string`];
  }
}

function checkMap(name: string, value: unknown, read: (entry: unknown) => unknown): string[] {
  if (!isRecord(value) || Object.keys(value).length === 0) return [`parameter ${name} is not a map`];
  return Object.entries(value).flatMap(([key, entry]) => {
    const text = read(entry);
    if (!/^[A-Za-z0-9_-]+$/.test(key)) return [`attribute name ${key} is not allowed`];
    if (typeof text !== 'string') return [`attribute ${key} is not a string`];
    return checkText(`${name}.${key}`, text, { form: 'dynamic' });
  });
}

function checkText(name: string, text: string, { form, allowed, range }: ParameterRule): string[] {
  const references = text.match(REFERENCE) ?? [];
  if (form === 'static' && references.length > 0) return [`parameter ${name} has to be static`];
  if (form === 'path' && !JSON_PATH.test(text)) return [`parameter ${name} has to be one JSONPath`];
  const unknown = references.filter((reference) => !JSON_PATH.test(reference));
  if (unknown.length > 0)
    return unknown.map((reference) => `parameter ${name} refers to unknown ${reference}`);
  if (references.length > 0) return name === 'SSML' ? checkSsml(text) : [];

  if (allowed !== undefined && !allowed.includes(text)) return [`parameter ${name} may not be ${text}`];
  if (range !== undefined) {
    const isInRange = /^[0-9]+$/.test(text) && Number(text) >= range[0] && Number(text) <= range[1];
    if (!isInRange) return [`parameter ${name} is not a number from ${range[0]} to ${range[1]}`];
  }
  return name === 'SSML' ? checkSsml(text) : [];
}

/** One `speak` element, and inside it nothing but text and pauses. */
function checkSsml(text: string): string[] {
  const inside = /^<speak>(.*)<\/speak>$/s.exec(text)?.[1];
  if (inside === undefined) return ['SSML is not one <speak> element'];
  return /[<>&]/.test(inside.replace(/<break time="[0-9]+ms"\/>/g, '')) ? ['SSML has unknown markup'] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
