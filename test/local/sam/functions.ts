/** The deployed functions as SAM is to run them. */

import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Deployment } from '../emulator/deployment.ts';
import type { LambdaFunction } from '../emulator/lambda/function.ts';
import { calledAs } from '../emulator/template/qualifier.ts';
import { asString, isRecord } from '../emulator/template/template.ts';
import type { NamedFunction } from './arguments.ts';

export interface SamFunction extends NamedFunction {
  /** What Lambda calls it. */
  readonly functionName: string;
  /** Folder of its bundle. */
  readonly bundle: string;
  /** As Lambda names it, e.g. `nodejs24.x`. */
  readonly runtime: string;
  /** File in the bundle that holds the handler. */
  readonly module: string;
  /** Module and export, e.g. `index.handler`. */
  readonly handler: string;
  /** The variables that the template declares, resolved. */
  readonly declared: Readonly<Record<string, string>>;
  /** What the environment of the real Lambda adds, and SAM does not: own credentials, and the stand-ins. */
  readonly added: Readonly<Record<string, string>>;
}

/** Else SAM would hand over the credentials of the developer, if any, and the address of the real AWS. */
const ADDED = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL'];

/** SAM's API is called by whoever likes; nothing here stands for a distribution in front of it. */
const WITHOUT_DISTRIBUTION = { ORIGIN_SECRETS: '[]' };

const pick = (env: Readonly<Record<string, string>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name)));

export function samFunctions({ stack, functions, api }: Deployment): readonly SamFunction[] {
  const served = api.routes.map(({ functionArn }) => calledAs(stack, functionArn).function.logicalId);
  const toSamFunction = (fn: LambdaFunction): SamFunction => {
    const { properties } = stack.get(fn.logicalId);
    const module = fileURLToPath(fn.moduleUrl);
    const variables = isRecord(properties.Environment) ? properties.Environment.Variables : {};
    return {
      name: constructId(stack.template.Resources[fn.logicalId]?.Metadata?.['aws:cdk:path']) ?? fn.logicalId,
      logicalId: fn.logicalId,
      functionName: fn.name,
      servesApi: served.includes(fn.logicalId),
      runtime: asString(properties.Runtime, fn.logicalId),
      bundle: dirname(module),
      module: basename(module),
      handler: asString(properties.Handler, fn.logicalId),
      declared: {
        ...pick(fn.env, Object.keys(isRecord(variables) ? variables : {})),
        ...(fn.env.ORIGIN_SECRETS !== undefined && WITHOUT_DISTRIBUTION),
      },
      added: pick(fn.env, ADDED),
    };
  };
  return functions.all.map(toSamFunction);
}

/** `get-status` of `Portal2fa/get-status/Function/Resource`: the last part that is not every function's. */
function constructId(path: unknown): string | undefined {
  if (typeof path !== 'string') return undefined;
  return path
    .split('/')
    .filter((part) => !['Resource', 'Function'].includes(part))
    .at(-1);
}
