/** The template that SAM reads: the deployed one, with what SAM would not resolve or could not reach put in. */

import { calledAs } from '../emulator/template/qualifier.ts';
import type { LocalStack } from '../emulator/template/stack.ts';
import { asString, type Template, type TemplateResource } from '../emulator/template/template.ts';
import type { SamFunction } from './functions.ts';

export interface SamTemplateOptions {
  readonly stack: LocalStack;
  readonly functions: readonly (SamFunction & {
    /** Folder of its code, as seen from the template's. */
    readonly code: string;
  })[];
  /** Of the engine that runs them. */
  readonly architecture: string;
}

/**
 * Routes, integrations, time-outs and memory are the deployed template's own, as they are. Of each function the
 * variables, its code's place and the architecture are literals: SAM passes no variable that the template does not
 * declare, nor one that refers to an attribute of another resource. Of the API the portal's origin is the local one.
 * An integration that calls an alias calls its function: SAM finds no function behind an alias.
 */
export function samTemplate({ stack, functions, architecture }: SamTemplateOptions): Template {
  const byId = new Map(functions.map((fn) => [fn.logicalId, fn]));
  const convert = (logicalId: string, resource: TemplateResource): readonly TemplateResource[] => {
    // SAM makes names of the CDK's metadata, and the same one for all functions.
    const { Metadata: _, ...plain } = resource;
    if (plain.Type === 'AWS::ApiGatewayV2::Api')
      return [{ ...plain, Properties: stack.get(logicalId).properties }];
    if (plain.Type === 'AWS::ApiGatewayV2::Integration') return [integration(logicalId, plain, stack)];
    if (plain.Type !== 'AWS::Lambda::Function') return [plain];
    const fn = byId.get(logicalId);
    if (fn === undefined) return [];
    const Properties = {
      ...plain.Properties,
      FunctionName: fn.functionName,
      Code: fn.code,
      Handler: fn.handler,
      Architectures: [architecture],
      Environment: { Variables: { ...fn.declared, ...fn.added } },
    };
    return [{ ...plain, Properties, Metadata: { SamResourceId: fn.name } }];
  };
  const resources = Object.entries(stack.template.Resources).flatMap(([logicalId, resource]) =>
    convert(logicalId, resource).map((converted) => [logicalId, converted] as const),
  );
  return { ...stack.template, Resources: Object.fromEntries(resources) };
}

function integration(logicalId: string, plain: TemplateResource, stack: LocalStack): TemplateResource {
  const uri = asString(stack.get(logicalId).properties.IntegrationUri, logicalId);
  const { function: fn, qualifier } = calledAs(stack, uri);
  if (qualifier === '$LATEST') return plain;
  const IntegrationUri = { 'Fn::GetAtt': [fn.logicalId, 'Arn'] };
  return { ...plain, Properties: { ...plain.Properties, IntegrationUri } };
}
