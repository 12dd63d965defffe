/** The HTTP API: routes from the contract, tokens checked before a function runs. */

import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Operation } from '../../shared/contract/operation.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { ApiDomain } from './api-domain.ts';
import { OriginSecrets } from './origin-secrets.ts';
import { stackUuid } from './stack-uuid.ts';

export type PortalApiProps = Pick<
  Settings,
  | 'issuer'
  | 'audience'
  | 'portalOrigins'
  | 'throttle'
  | 'logRetentionDays'
  | 'publicUrl'
  | 'closeApiEndpoint'
  | 'domain'
  | 'cdn'
  | 'stackName'
>;

/** Requests per second, and how many at once. */
type Limit = Pick<Settings['throttle'], 'rate' | 'burst'>;

export class PortalApi extends Construct {
  readonly api: apigateway.HttpApi;
  /** What API Gateway logs of each request. */
  readonly accessLog: logs.LogGroup;
  /** Where the portal calls it, and the issuer of the assertions. */
  readonly url: string;
  /** What a distribution in front has to prove itself with, as references; none where it is not the only way. */
  readonly originSecrets: readonly string[];
  readonly #authorizer: HttpJwtAuthorizer;
  readonly #stage: apigateway.CfnStage;
  readonly #routeSettings: Record<string, unknown> = {};

  constructor(scope: Construct, id: string, props: PortalApiProps) {
    super(scope, id);
    this.api = new apigateway.HttpApi(this, 'Api', {
      createDefaultStage: false,
      disableExecuteApiEndpoint: props.closeApiEndpoint,
      corsPreflight: {
        allowOrigins: [...props.portalOrigins],
        allowMethods: [
          apigateway.CorsHttpMethod.GET,
          apigateway.CorsHttpMethod.POST,
          apigateway.CorsHttpMethod.DELETE,
        ],
        allowHeaders: ['authorization', 'content-type', 'x-2fa-assertion'],
        exposeHeaders: ['retry-after', 'x-request-id'],
        maxAge: Duration.hours(1),
      },
    });
    this.url = props.publicUrl ?? this.api.apiEndpoint;
    this.#authorizer = new HttpJwtAuthorizer('Authorizer', props.issuer, {
      jwtAudience: [...props.audience],
    });
    this.accessLog = new logs.LogGroup(this, 'AccessLog', {
      // API Gateway adds other names to a resource policy one by one, which ends at 5120 characters for all of an
      // account's APIs; names with this prefix are in it once and for all.
      logGroupName: `/aws/vendedlogs/${Stack.of(this).stackName}-${stackUuid()}/access`,
      retention: props.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: props.throttle.rate, burstLimit: props.throttle.burst },
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(this.accessLog),
        format: accessLogFormat(),
      },
    });
    this.#stage = stage.node.defaultChild as apigateway.CfnStage;
    this.#stage.routeSettings = this.#routeSettings;
    const { domain, cdn, stackName } = props;
    if (domain !== undefined && cdn === undefined) {
      new ApiDomain(this, 'Domain', { domain, api: this.api, stage });
    }
    const secrets = cdn === undefined ? [] : this.#originSecrets(stackName, cdn.originSecrets);
    this.originSecrets = cdn?.onlyWay === false ? [] : secrets;
  }

  #originSecrets(stackName: string, numbers: readonly number[]): readonly string[] {
    const { apiEndpoint } = this.api;
    return new OriginSecrets(this, 'Origin', { stackName, apiEndpoint, numbers }).values;
  }

  /**
   * Serves the operation by the function.
   * @param limit of this route alone, so that nobody can spend on it what the others need. @default the API's.
   */
  addOperation(operation: Operation, fn: lambda.IFunction, limit?: Limit): void {
    const routes = this.api.addRoutes({
      path: operation.path,
      methods: [apigateway.HttpMethod[operation.method]],
      integration: new HttpLambdaIntegration(`${operation.id}-integration`, fn),
      ...(operation.access !== 'public' && { authorizer: this.#authorizer }),
    });
    if (limit === undefined) return;
    this.#routeSettings[`${operation.method} ${operation.path}`] = {
      ThrottlingRateLimit: limit.rate,
      ThrottlingBurstLimit: limit.burst,
    };
    // API Gateway refuses the settings of a route that is not there yet.
    for (const route of routes) this.#stage.node.addDependency(route);
  }
}

/** Route and outcome; not the path, whose ids are nobody else's business. */
const accessLogFormat = () => {
  const { contextRequestId, contextRequestTime, contextRouteKey, contextStatus } = AccessLogField;
  return AccessLogFormat.custom(
    JSON.stringify({
      // The functions' lines have it as well, and what a request leaves behind.
      requestId: contextRequestId(),
      // Lambda's own lines, of a time-out for example, have this one.
      lambdaRequestId: '$context.integration.requestId',
      time: contextRequestTime(),
      route: contextRouteKey(),
      status: contextStatus(),
      latencyMs: '$context.responseLatency',
      authorizerError: '$context.authorizer.error',
    }),
  );
};
