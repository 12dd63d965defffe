/** The stack as it would be deployed, read in the terms of the tests: functions, roles, routes. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EdgeStack, edgeOf, edgeStackName } from '../../../infra/edge-stack.ts';
import { Portal2faStack } from '../../../infra/stack.ts';
import { readSettings } from '../../../shared/settings/read.ts';

export const SETTINGS = {
  issuer: 'https://login.portal.example',
  audience: 'portal',
  portalOrigins: ['https://portal.example', 'https://www.portal.example'],
  brand: 'Mission Control',
  numbers: { allowedCountries: ['GB', 'US'] },
  mail: { from: 'no-reply@portal.example' },
};

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
  readonly deletionPolicy: string | undefined;
}
export type Properties = ReturnType<Template['toJSON']>;

export interface Statement {
  readonly actions: readonly string[];
  /** As text, e.g. `{"Fn::GetAtt":["Table","Arn"]}`. */
  readonly resources: readonly string[];
  readonly except: readonly string[];
}

export interface DeployedFunction {
  readonly id: string;
  /** Name of its file in `functions/`; of CDK's own, the logical id. */
  readonly name: string;
  readonly ours: boolean;
  readonly properties: Properties;
  readonly statements: readonly Statement[];
}

/** Any name has the same small bundle: what is in it does not matter to the template. */
class AnyBundle extends Map<string, string> {
  readonly #folder: string;

  constructor(folder: string) {
    super();
    this.#folder = folder;
  }

  override get(_name: string): string {
    return this.#folder;
  }
}

/**
 * The stack of these settings besides the least that there must be; it is synthesised once.
 * @param region where it is going to be deployed; unknown unless given.
 */
export function stackWith(
  settings: Readonly<Record<string, unknown>> = {},
  region?: string,
): {
  readonly stack: Portal2faStack;
  readonly synthesise: () => Template;
  /** Also of the distribution in front, where the settings ask for one. */
  readonly synthesiseBoth: () => { readonly api: Template; readonly edge: Template };
} {
  const folder = mkdtempSync(join(tmpdir(), 'portal-2fa-'));
  const bundle = join(folder, 'bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'index.mjs'), 'export const handler = () => {};\n');
  // With the feature flags of the real app.
  const { context } = JSON.parse(readFileSync(new URL('../../../cdk.json', import.meta.url), 'utf8'));
  const app = new App({
    // Takes longer than all the rest; `validation.test.ts` has it.
    builtinCloudFormationValidation: false,
    outdir: join(folder, 'out'),
    context: { ...context, 'aws:cdk:enable-path-metadata': true },
  });
  const read = readSettings({ ...SETTINGS, ...settings });
  const bundles = new AnyBundle(bundle);
  const stack = new Portal2faStack(app, read.stackName, { settings: read, bundles, region });
  const edge = edgeOf(read);
  const edgeStack =
    edge && new EdgeStack(app, edgeStackName(read), { settings: { ...read, ...edge }, after: stack });
  return {
    stack,
    synthesise: () => {
      const template = Template.fromStack(stack);
      rmSync(folder, { recursive: true });
      return template;
    },
    synthesiseBoth: () => {
      if (edgeStack === undefined) throw new Error('The settings ask for no distribution.');
      const both = { api: Template.fromStack(stack), edge: Template.fromStack(edgeStack) };
      rmSync(folder, { recursive: true });
      return both;
    },
  };
}

/** Deploys with these settings besides the least that there must be. */
export const deploy = (settings: Readonly<Record<string, unknown>> = {}): Template =>
  stackWith(settings).synthesise();

export const resources = (template: Template, type?: string): readonly Resource[] =>
  Object.entries<Properties>(template.toJSON().Resources)
    .filter(([, resource]) => type === undefined || resource.Type === type)
    .map(([id, { Type, Properties = {}, DeletionPolicy }]) => ({
      id,
      type: Type,
      properties: Properties,
      deletionPolicy: DeletionPolicy,
    }));

export const functions = (template: Template): readonly DeployedFunction[] =>
  resources(template, 'AWS::Lambda::Function').map(({ id, properties }) => {
    const ours = properties.Handler === 'index.handler' && properties.Runtime?.startsWith('nodejs');
    const path = functionPath(template, id);
    return {
      id,
      name: path.at(-2) ?? id,
      ours: ours && path.at(-1) === 'Function',
      properties,
      statements: roleStatements(template, roleOf(properties)),
    };
  });

/** Construct path of the function, without the stack. */
function functionPath(template: Template, id: string): readonly string[] {
  const path: string = template.toJSON().Resources[id].Metadata?.['aws:cdk:path'] ?? id;
  return path
    .replace(/\/Resource$/, '')
    .split('/')
    .slice(1);
}

export const roleOf = (properties: Properties): string => properties.Role['Fn::GetAtt'][0];

export function roleStatements(template: Template, role: string): readonly Statement[] {
  const inline = resources(template, 'AWS::IAM::Role')
    .filter(({ id }) => id === role)
    .flatMap(({ properties }) => properties.Policies ?? [])
    .map(({ PolicyDocument }) => PolicyDocument);
  const attached = resources(template, 'AWS::IAM::Policy')
    .filter(({ properties }) => JSON.stringify(properties.Roles ?? []).includes(`"${role}"`))
    .map(({ properties }) => properties.PolicyDocument);
  return [...inline, ...attached].flatMap(({ Statement }) => list(Statement).map(statementOf));
}

/** Of policies on roles alone: in a key's or queue's own policy `*` means that key or queue. */
export const allStatements = (template: Template): readonly (Statement & { readonly role: string })[] =>
  resources(template, 'AWS::IAM::Role').flatMap(({ id }) =>
    roleStatements(template, id).map((statement) => ({ ...statement, role: id })),
  );

const statementOf = ({ Action, Resource, NotResource }: Properties): Statement => ({
  actions: list(Action),
  resources: list(Resource).map(asText),
  except: list(NotResource).map(asText),
});

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
