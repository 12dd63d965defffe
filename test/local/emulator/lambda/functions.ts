/** The template's functions, each with the environment variables and credentials that Lambda would give it. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SharedClock } from '../clock.ts';
import { LOCAL_REGION } from '../template/intrinsics.ts';
import { calledAs } from '../template/qualifier.ts';
import type { LocalStack, StackResource } from '../template/stack.ts';
import {
  asNumber,
  asRecord,
  asString,
  isRecord,
  optionalString,
  TemplateError,
} from '../template/template.ts';
import { type StartEnvironment, startEnvironment } from './environment.ts';
import { createFunction, type LambdaFunction } from './function.ts';
import { createStartTurns, type StartTurns } from './start-turns.ts';

export interface Functions {
  readonly all: readonly LambdaFunction[];
  /** By ARN or name, also of an alias; throws where there is none. */
  get(arnOrName: string): LambdaFunction;
  /** The function that these credentials belong to. */
  ofAccessKey(accessKeyId: string): LambdaFunction | undefined;
  /** Starts environments of the functions whose logical id starts so; throws where there are none. */
  warm(logicalIdPrefix: string, environments: number): Promise<void>;
  /** Events handed to all functions, or to those whose logical id starts so. */
  invocations(logicalIdPrefix?: string): number;
  stop(): Promise<void>;
}

export interface FunctionsOptions {
  readonly stack: LocalStack;
  /** Where the built assets lie. */
  readonly assetDir: string;
  readonly clock: SharedClock;
  /** Address of the front of the AWS stand-ins. */
  readonly awsUrl: string;
  /** Default: a worker thread of this process. */
  readonly startEnvironment?: StartEnvironment | undefined;
  readonly log: (functionName: string, line: string) => void;
}

/** Enough for the races that the tests run; AWS's own limit is 1000 per account. */
const MAX_ENVIRONMENTS = 16;
/** Environments of all functions that start at the same time. */
const MAX_STARTING = Math.max(2, availableParallelism());
const LAMBDA_DEFAULT_TIMEOUT_S = 3;
const LAMBDA_DEFAULT_MEMORY_MB = 128;

const accessKeyOf = (name: string): string =>
  `ASIA${createHash('sha256').update(name).digest('hex').slice(0, 16).toUpperCase()}`;

function assetOf(resource: StackResource, options: FunctionsOptions): string {
  const metadata = options.stack.template.Resources[resource.logicalId]?.Metadata ?? {};
  const path = optionalString(metadata['aws:asset:path'], resource.logicalId);
  const code = asRecord(resource.properties.Code, resource.logicalId);
  const key = optionalString(code.S3Key, resource.logicalId)?.replace(/\.zip$/, '');
  const name = path ?? (key === undefined ? undefined : `asset.${key}`);
  if (name === undefined) throw new TemplateError(`${resource.logicalId} has no built asset`);
  return join(options.assetDir, name);
}

function moduleOf(
  directory: string,
  handler: string,
): { readonly moduleUrl: string; readonly handlerName: string } {
  const dot = handler.lastIndexOf('.');
  const base = join(directory, handler.slice(0, dot));
  const file = ['.mjs', '.js', '.cjs'].map((extension) => base + extension).find(existsSync);
  if (file === undefined) throw new TemplateError(`No module for the handler ${handler} in ${directory}`);
  return { moduleUrl: pathToFileURL(file).href, handlerName: handler.slice(dot + 1) };
}

function environmentOf(
  resource: StackResource,
  options: FunctionsOptions,
  directory: string,
): Record<string, string> {
  const { properties, ref: name, logicalId } = resource;
  const declared = isRecord(properties.Environment)
    ? asRecord(properties.Environment.Variables ?? {}, logicalId)
    : {};
  const variables = Object.entries(declared).map(([key, value]) => [
    key,
    asString(value, `${logicalId}.${key}`),
  ]);
  return {
    ...Object.fromEntries(variables),
    AWS_REGION: LOCAL_REGION,
    AWS_DEFAULT_REGION: LOCAL_REGION,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryOf(resource)),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(resource),
    AWS_LAMBDA_LOG_STREAM_NAME: '2023/08/07/[$LATEST]local',
    AWS_EXECUTION_ENV: `AWS_Lambda_${optionalString(properties.Runtime, logicalId) ?? 'nodejs24.x'}`,
    AWS_ACCESS_KEY_ID: accessKeyOf(name),
    AWS_SECRET_ACCESS_KEY: createHash('sha256').update(`secret/${name}`).digest('base64'),
    AWS_SESSION_TOKEN: createHash('sha256').update(`session/${name}`).digest('base64'),
    AWS_ENDPOINT_URL: options.awsUrl,
    LAMBDA_TASK_ROOT: directory,
    _HANDLER: asString(properties.Handler, logicalId),
    TZ: ':UTC',
  };
}

const memoryOf = ({ properties, logicalId }: StackResource): number =>
  asNumber(properties.MemorySize, LAMBDA_DEFAULT_MEMORY_MB, logicalId);

function logGroupOf({ properties, ref, logicalId }: StackResource): string {
  const logging = isRecord(properties.LoggingConfig) ? properties.LoggingConfig.LogGroup : undefined;
  return optionalString(logging, logicalId) ?? `/aws/lambda/${ref}`;
}

function build(resource: StackResource, options: FunctionsOptions, turns: StartTurns): LambdaFunction {
  const { properties, logicalId, ref: name } = resource;
  const directory = assetOf(resource, options);
  return createFunction({
    logicalId,
    data: {
      functionName: name,
      functionArn: resource.attributes.Arn ?? name,
      logGroupName: logGroupOf(resource),
      memoryMb: memoryOf(resource),
      clock: options.clock.buffer,
      ...moduleOf(directory, asString(properties.Handler, logicalId)),
    },
    env: environmentOf(resource, options, directory),
    timeoutMs: asNumber(properties.Timeout, LAMBDA_DEFAULT_TIMEOUT_S, logicalId) * 1000,
    maxEnvironments: Math.min(
      MAX_ENVIRONMENTS,
      asNumber(properties.ReservedConcurrentExecutions, MAX_ENVIRONMENTS, logicalId),
    ),
    turns,
    startEnvironment: options.startEnvironment ?? startEnvironment,
    log: (line) => options.log(name, line),
  });
}

/** Functions with inline code serve deployment only (custom resources), so they are left out. */
const isBuilt = ({ properties }: StackResource): boolean =>
  isRecord(properties.Code) && properties.Code.ZipFile === undefined;

export function createFunctions(options: FunctionsOptions): Functions {
  const turns = createStartTurns(MAX_STARTING);
  const all = options.stack
    .ofType('AWS::Lambda::Function')
    .filter(isBuilt)
    .map((resource) => build(resource, options, turns));
  const startingWith = (prefix: string) => all.filter(({ logicalId }) => logicalId.startsWith(prefix));
  const byKey = new Map(all.map((fn) => [accessKeyOf(fn.name), fn]));
  return {
    all,
    get: (arnOrName) => {
      const called = calledAs(options.stack, arnOrName).function.logicalId;
      const found = all.find(({ logicalId }) => logicalId === called);
      if (found === undefined) throw new TemplateError(`The template has no built function ${arnOrName}`);
      return found;
    },
    ofAccessKey: (accessKeyId) => byKey.get(accessKeyId),
    warm: async (prefix, environments) => {
      const wanted = startingWith(prefix);
      if (wanted.length === 0) throw new TypeError(`No function's logical id starts with ${prefix}`);
      for (const fn of wanted) await fn.warm(environments);
    },
    invocations: (prefix = '') => startingWith(prefix).reduce((sum, fn) => sum + fn.invocations(), 0),
    stop: async () => {
      await Promise.all(all.map((fn) => fn.stop()));
    },
  };
}
