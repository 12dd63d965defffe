/** The template's HTTP API: its routes, each with its authorizer and the function behind it. */

import { matches } from '../iam/evaluate.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../template/intrinsics.ts';
import type { LocalStack, StackResource } from '../template/stack.ts';
import {
  asNumber,
  asString,
  asStrings,
  isRecord,
  optionalString,
  TemplateError,
} from '../template/template.ts';
import { readAccessLog } from './access-log.ts';
import { type CorsPolicy, readCors } from './cors.ts';
import type { OriginHeaders } from './distribution.ts';
import type { JwtAuthorizer } from './jwt.ts';
import { parseRouteKey, type RouteKey } from './routes.ts';

export interface ApiRoute {
  /** Undefined for `$default`. */
  readonly key: RouteKey | undefined;
  readonly keyText: string;
  readonly authorizer: JwtAuthorizer | undefined;
  readonly scopes: readonly string[];
  readonly functionArn: string;
  readonly timeoutMs: number;
  /** Whether the function's permissions let API Gateway invoke it for this route. */
  readonly permitted: boolean;
}

export interface HttpApi {
  readonly id: string;
  readonly cors: CorsPolicy | undefined;
  readonly routes: readonly ApiRoute[];
  /** Format of a line of the access log. */
  readonly accessLog: string | undefined;
  /** What the distribution in front of it adds to each request; undefined where there is none. */
  readonly originHeaders?: OriginHeaders;
}

/** API Gateway's own limit and default. */
const MAX_TIMEOUT_MS = 30_000;

/** Throws a `TemplateError` where the template has not exactly one HTTP API that can be served. */
export function readHttpApi(stack: LocalStack): HttpApi {
  const [api, ...others] = stack.ofType('AWS::ApiGatewayV2::Api');
  if (api === undefined || others.length > 0)
    throw new TemplateError('The template needs exactly one HTTP API');
  if (api.properties.ProtocolType !== 'HTTP') throw new TemplateError(`${api.logicalId} is no HTTP API`);
  for (const stage of stack.ofType('AWS::ApiGatewayV2::Stage')) {
    if (stage.ref !== '$default') throw new TemplateError(`The local system serves only the stage $default`);
  }
  return {
    id: api.ref,
    cors: readCors(api.properties.CorsConfiguration),
    accessLog: readAccessLog(stack),
    routes: stack.ofType('AWS::ApiGatewayV2::Route').map((route) => readRoute(route, api, stack)),
  };
}

function readRoute(route: StackResource, api: StackResource, stack: LocalStack): ApiRoute {
  const { properties, logicalId } = route;
  const keyText = asString(properties.RouteKey, logicalId);
  const key = parseRouteKey(keyText);
  const target = asString(properties.Target, logicalId).replace(/^integrations\//, '');
  const integration = stack.find('AWS::ApiGatewayV2::Integration', target);
  if (integration === undefined) throw new TemplateError(`${logicalId} leads to no integration`);
  const { IntegrationType, PayloadFormatVersion, IntegrationUri, TimeoutInMillis } = integration.properties;
  if (IntegrationType !== 'AWS_PROXY' || PayloadFormatVersion !== '2.0') {
    throw new TemplateError(`${integration.logicalId} is no Lambda integration with payload format 2.0`);
  }
  const functionArn = asString(IntegrationUri, integration.logicalId).match(/arn:aws:lambda:[^/]*/)?.[0];
  if (functionArn === undefined) throw new TemplateError(`${integration.logicalId} names no function`);
  return {
    key,
    keyText,
    authorizer: readAuthorizer(route, stack),
    scopes: asStrings(properties.AuthorizationScopes, logicalId),
    functionArn,
    timeoutMs: asNumber(TimeoutInMillis, MAX_TIMEOUT_MS, integration.logicalId),
    permitted: isPermitted(functionArn, key, api.ref, stack),
  };
}

function readAuthorizer(
  { properties, logicalId }: StackResource,
  stack: LocalStack,
): JwtAuthorizer | undefined {
  const kind = optionalString(properties.AuthorizationType, logicalId) ?? 'NONE';
  if (kind === 'NONE') return undefined;
  const id = asString(properties.AuthorizerId, logicalId);
  const authorizer = stack.find('AWS::ApiGatewayV2::Authorizer', id)?.properties;
  const configuration = authorizer?.JwtConfiguration;
  if (kind !== 'JWT' || authorizer?.AuthorizerType !== 'JWT' || !isRecord(configuration)) {
    throw new TemplateError(`The local system does not know the authorization of ${logicalId}`);
  }
  const sources = asStrings(authorizer.IdentitySource, id);
  if (sources.some((source) => source.toLowerCase() !== '$request.header.authorization')) {
    throw new TemplateError(
      `The local system reads tokens from the Authorization header only, not ${sources.join()}`,
    );
  }
  return {
    issuer: asString(configuration.Issuer, id),
    audience: asStrings(configuration.Audience, id),
  };
}

function isPermitted(
  functionArn: string,
  key: RouteKey | undefined,
  apiId: string,
  stack: LocalStack,
): boolean {
  const method = key === undefined || key.method === 'ANY' ? '*' : key.method;
  const source = `arn:aws:execute-api:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${apiId}/$default/${method}${key?.path ?? '/$default'}`;
  return stack.ofType('AWS::Lambda::Permission').some(({ properties, logicalId }) => {
    const target = asString(properties.FunctionName, logicalId);
    const pattern = optionalString(properties.SourceArn, logicalId);
    return (
      properties.Principal === 'apigateway.amazonaws.com' &&
      (target === functionArn || functionArn.endsWith(`:function:${target}`)) &&
      (pattern === undefined || matches(pattern, source))
    );
  });
}
