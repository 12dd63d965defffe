/** Resolves CloudFormation's intrinsic functions to local values. */

import { isRecord, type Template, TemplateError } from './template.ts';

/** Where the local system pretends to be deployed. */
export const LOCAL_REGION = 'us-east-1';
export const LOCAL_ACCOUNT = '000000000000';

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Region': LOCAL_REGION,
  'AWS::AccountId': LOCAL_ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackId': `arn:aws:cloudformation:${LOCAL_REGION}:${LOCAL_ACCOUNT}:stack/local/local`,
};

/** What `AWS::NoValue` resolves to: the property or list item that holds it disappears. */
const NO_VALUE = Symbol('AWS::NoValue');

/** Knows the resources' references; each throws for one that it cannot name. */
export interface References {
  readonly stackName: string;
  ref(logicalId: string): string;
  attribute(logicalId: string, attribute: string): string;
  /** Last word on every finished string, e.g. to give an address its local form. */
  localise(text: string): string;
}

export interface Resolver {
  resolve(value: unknown): unknown;
  /** Whether the condition of this name holds. */
  holds(conditionName: string): boolean;
}

/**
 * A resolver for the values of one template.
 * It throws a `TemplateError` for an intrinsic function that it does not know.
 */
export function createResolver(template: Template, references: References): Resolver {
  const resolve = (value: unknown): unknown => {
    if (typeof value === 'string') return references.localise(value);
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== NO_VALUE);
    if (!isRecord(value)) return value;
    const [key, ...rest] = Object.keys(value);
    if (key !== undefined && rest.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
      const result = call(key, value[key]);
      return typeof result === 'string' ? references.localise(result) : result;
    }
    const entries = Object.entries(value).map(([name, item]) => [name, resolve(item)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
  };

  const ref = (name: string): unknown => {
    if (name === 'AWS::NoValue') return NO_VALUE;
    if (name === 'AWS::StackName') return references.stackName;
    const pseudo = PSEUDO_PARAMETERS[name];
    if (pseudo !== undefined) return pseudo;
    const parameter = template.Parameters?.[name];
    if (parameter !== undefined) {
      if (parameter.Default === undefined) throw new TemplateError(`Parameter ${name} has no default`);
      return parameter.Default;
    }
    return references.ref(name);
  };

  const list = (argument: unknown, of: string): readonly unknown[] => {
    const resolved = resolve(argument);
    if (!Array.isArray(resolved)) throw new TemplateError(`${of} needs a list`);
    return resolved;
  };

  const getAtt = (argument: unknown): string => {
    const parts: readonly unknown[] =
      typeof argument === 'string' ? argument.split(/\.(.*)/s).slice(0, 2) : list(argument, 'Fn::GetAtt');
    return references.attribute(String(parts[0]), String(parts[1]));
  };

  const sub = (argument: unknown): string => {
    const [text, variables]: readonly unknown[] = Array.isArray(argument) ? argument : [argument, {}];
    return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (isRecord(variables) && name in variables) return String(resolve(variables[name]));
      return String(name.includes('.') ? getAtt(name) : ref(name));
    });
  };

  const condition = (value: unknown): boolean => {
    if (!isRecord(value)) throw new TemplateError('A condition must be a function');
    const [key] = Object.keys(value);
    const argument = key === undefined ? undefined : value[key];
    const operands = Array.isArray(argument) ? argument : [];
    switch (key) {
      case 'Condition':
        return named(String(argument));
      case 'Fn::Equals':
        return String(resolve(operands[0])) === String(resolve(operands[1]));
      case 'Fn::Not':
        return !condition(operands[0]);
      case 'Fn::And':
        return operands.every(condition);
      case 'Fn::Or':
        return operands.some(condition);
      default:
        throw new TemplateError(`The local system does not know the condition function ${key}`);
    }
  };

  const named = (name: string): boolean => {
    const definition = template.Conditions?.[name];
    if (definition === undefined) throw new TemplateError(`The template has no condition ${name}`);
    return condition(definition);
  };

  const call = (name: string, argument: unknown): unknown => {
    switch (name) {
      case 'Ref':
        return ref(String(argument));
      case 'Fn::GetAtt':
        return getAtt(argument);
      case 'Fn::Sub':
        return sub(argument);
      case 'Fn::Join': {
        const [separator, parts]: readonly unknown[] = Array.isArray(argument) ? argument : [];
        return list(parts, name).map(String).join(String(separator));
      }
      case 'Fn::Split': {
        const [separator, text]: readonly unknown[] = Array.isArray(argument) ? argument : [];
        return String(resolve(text)).split(String(separator));
      }
      case 'Fn::Select': {
        const [index, items]: readonly unknown[] = Array.isArray(argument) ? argument : [];
        const selected = list(items, name)[Number(resolve(index))];
        if (selected === undefined) throw new TemplateError(`Fn::Select has no item ${String(index)}`);
        return selected;
      }
      case 'Fn::If': {
        const [test, yes, no]: readonly unknown[] = Array.isArray(argument) ? argument : [];
        return resolve(named(String(test)) ? yes : no);
      }
      case 'Fn::FindInMap': {
        const [map, top, second] = list(argument, name).map(String);
        const levels = [map, top, second].map((level) => level ?? '');
        let found: unknown = template.Mappings;
        for (const level of levels) found = isRecord(found) ? found[level] : undefined;
        if (found === undefined) throw new TemplateError(`No mapping ${levels.join('.')}`);
        return found;
      }
      case 'Fn::Base64':
        return Buffer.from(String(resolve(argument))).toString('base64');
      default:
        throw new TemplateError(`The local system does not know the intrinsic function ${name}`);
    }
  };

  return { resolve, holds: named };
}
