/** A synthesised stack as the local system sees it: every reference resolved to a local name or address. */

import { createResolver, LOCAL_REGION, type References } from './intrinsics.ts';
import { nameResource, type ResourceNames } from './names.ts';
import { resolveSecrets } from './secrets.ts';
import { asRecord, asString, type Properties, type Template, TemplateError } from './template.ts';

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  /** The value of `Ref`. */
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Resolved. */
  readonly properties: Properties;
}

export interface LocalStack {
  readonly name: string;
  readonly template: Template;
  /** Resources of these types, in the template's order. */
  ofType(...types: readonly string[]): readonly StackResource[];
  get(logicalId: string): StackResource;
  /** The resource whose `Ref` or one of whose attributes is this value, e.g. an ARN. */
  find(type: string, value: string): StackResource | undefined;
}

export interface StackOptions {
  readonly name: string;
  readonly template: Template;
  /** Base address of the local API, without a slash at the end. */
  readonly apiUrl: string;
  /** Further literal texts to replace in every resolved string. */
  readonly replacements?: Readonly<Record<string, string>>;
}

/**
 * Services whose every resource type changes what the API does, so that one which is not served must not pass
 * unseen; the rest (alarms, log groups, dashboards) matters to operators only.
 */
const SERVED: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2::': ['Api', 'Route', 'Integration', 'Authorizer', 'Stage'],
  'AWS::Lambda::': [
    'Function',
    'Permission',
    'EventSourceMapping',
    'EventInvokeConfig',
    'Version',
    'Alias',
    'LayerVersion',
  ],
  'AWS::DynamoDB::': ['Table', 'GlobalTable'],
  'AWS::Events::': ['EventBus', 'Rule', 'Archive', 'EventBusPolicy'],
  'AWS::ApiGateway::': ['Account'],
  'AWS::Pipes::': [],
  'AWS::StepFunctions::': [],
  'AWS::Scheduler::': [],
  'AWS::Kinesis::': [],
};

function refuseUnserved(template: Template): void {
  for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
    const service = Object.keys(SERVED).find((prefix) => Type.startsWith(prefix));
    if (service !== undefined && !SERVED[service]?.includes(Type.slice(service.length))) {
      throw new TemplateError(`The local system does not serve ${logicalId}, of type ${Type}`);
    }
  }
}

/** API Gateway's public address of an API, which becomes the local one wherever the template builds it. */
function localAddresses(template: Template, names: (logicalId: string) => ResourceNames, apiUrl: string) {
  const apis = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::ApiGatewayV2::Api');
  return apis.flatMap(([logicalId]): (readonly [string, string])[] => {
    const host = `${names(logicalId).ref}.execute-api.${LOCAL_REGION}.amazonaws.com`;
    return [
      [`https://${host}`, apiUrl],
      [host, new URL(apiUrl).host],
    ];
  });
}

/** Throws a `TemplateError` for what the local system cannot serve as deployed. */
export function loadStack(options: StackOptions): LocalStack {
  const { template, name } = options;
  refuseUnserved(template);
  const replacements: (readonly [string, string])[] = Object.entries(options.replacements ?? {});
  const namesById = new Map<string, ResourceNames>();
  const resolvedById = new Map<string, StackResource>();

  const raw = (logicalId: string) => {
    const resource = template.Resources[logicalId];
    if (resource === undefined) throw new TemplateError(`The template has no resource ${logicalId}`);
    return resource;
  };

  const namesOf = (logicalId: string): ResourceNames => {
    const known = namesById.get(logicalId);
    if (known !== undefined) return known;
    const resource = raw(logicalId);
    const properties = resource.Properties ?? {};
    const text = (property: string): string | undefined =>
      properties[property] === undefined
        ? undefined
        : asString(resolve(properties[property]), `${logicalId}.${property}`);
    const names = nameResource({ logicalId, type: resource.Type, text, stackName: name });
    namesById.set(logicalId, names);
    return names;
  };

  const references: References = {
    stackName: name,
    ref: (logicalId) => namesOf(logicalId).ref,
    attribute: (logicalId, attribute) => {
      const value = namesOf(logicalId).attributes[attribute];
      if (value === undefined) {
        throw new TemplateError(
          `The local system does not know ${attribute} of ${logicalId} (${raw(logicalId).Type})`,
        );
      }
      return value;
    },
    localise: (text) =>
      resolveSecrets(replacements.reduce((result, [from, to]) => result.replaceAll(from, to), text)),
  };
  const { resolve, holds } = createResolver(template, references);
  replacements.push(...localAddresses(template, namesOf, options.apiUrl));

  const get = (logicalId: string): StackResource => {
    const known = resolvedById.get(logicalId);
    if (known !== undefined) return known;
    const { Type, Properties } = raw(logicalId);
    const names =
      Type.endsWith('::Permission') || Type.endsWith('::Policy') ? undefined : tryNames(logicalId);
    const resource: StackResource = {
      logicalId,
      type: Type,
      ref: names?.ref ?? logicalId,
      attributes: names?.attributes ?? {},
      properties: asRecord(resolve(Properties ?? {}), logicalId),
    };
    resolvedById.set(logicalId, resource);
    return resource;
  };

  /** A type without names can still be read; only a reference to it fails. */
  const tryNames = (logicalId: string): ResourceNames | undefined => {
    try {
      return namesOf(logicalId);
    } catch (error) {
      if (error instanceof TemplateError) return undefined;
      throw error;
    }
  };

  const ofType = (...types: readonly string[]): readonly StackResource[] =>
    Object.entries(template.Resources)
      .filter(
        ([, { Type, Condition }]) => types.includes(Type) && (Condition === undefined || holds(Condition)),
      )
      .map(([logicalId]) => get(logicalId));

  return {
    name,
    template,
    ofType,
    get,
    find: (type, value) =>
      ofType(type).find(
        (resource) => resource.ref === value || Object.values(resource.attributes).includes(value),
      ),
  };
}
