/** Requests as API Gateway hands them to a function (payload format 2.0). */

import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

export interface RequestParts {
  readonly body?: string;
  readonly base64?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

export const REQUEST_ID = 'JKJaXmPLvHcESHA=';

export function requestEvent(parts: RequestParts = {}): APIGatewayProxyEventV2 {
  const { body, base64 = false, headers = {}, claims, params, query } = parts;
  const requestContext: APIGatewayProxyEventV2['requestContext'] = {
    accountId: '111122223333',
    apiId: 'api',
    domainName: 'api.portal.example',
    domainPrefix: 'api',
    http: { method: 'POST', path: '/', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: REQUEST_ID,
    routeKey: 'POST /',
    stage: '$default',
    time: '01/Mar/2026:12:00:00 +0000',
    timeEpoch: Date.UTC(2026, 2, 1, 12),
    ...(claims !== undefined && { authorizer: { jwt: { claims, scopes: null } } }),
  };
  return {
    version: '2.0',
    routeKey: 'POST /',
    rawPath: '/',
    rawQueryString: '',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    requestContext,
    isBase64Encoded: base64,
    ...(body !== undefined && { body }),
    ...(params !== undefined && { pathParameters: { ...params } }),
    ...(query !== undefined && { queryStringParameters: { ...query } }),
  };
}

export const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:test',
  memoryLimitInMB: '1024',
  awsRequestId: 'aws-request',
  logGroupName: 'test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 15_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
