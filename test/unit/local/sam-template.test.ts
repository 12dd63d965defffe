/** What SAM is given to read: the deployed template, with literals where SAM would not resolve. */

import { loadStack } from '../../local/emulator/template/stack.ts';
import type { Template } from '../../local/emulator/template/template.ts';
import { samTemplate } from '../../local/sam/template.ts';

const deployed: Template = {
  Resources: {
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'Api',
        ProtocolType: 'HTTP',
        CorsConfiguration: { AllowOrigins: ['https://portal.invalid'] },
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { ApiId: { Ref: 'Api' }, IntegrationUri: { 'Fn::GetAtt': ['Status', 'Arn'] } },
    },
    ByAlias: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { ApiId: { Ref: 'Api' }, IntegrationUri: { Ref: 'Live' } },
    },
    Live: {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: { Ref: 'Status' }, FunctionVersion: '1', Name: 'live' },
    },
    Status: {
      Type: 'AWS::Lambda::Function',
      Metadata: { 'aws:cdk:path': 'Portal2fa/get-status/Function/Resource', 'aws:asset:path': 'asset.1' },
      Properties: {
        Code: { S3Bucket: 'bucket', S3Key: 'key.zip' },
        Handler: 'index.handler',
        Timeout: 29,
        MemorySize: 1024,
        Architectures: ['arm64'],
        Environment: { Variables: { API_URL: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
      },
    },
    Custom: {
      Type: 'AWS::Lambda::Function',
      Properties: { Code: { ZipFile: 'exports.handler = () => {}' }, Handler: 'index.handler' },
    },
  },
};
const stack = loadStack({
  name: 'Portal2fa',
  template: deployed,
  apiUrl: 'http://localhost:3000',
  replacements: { 'https://portal.invalid': 'http://localhost:3001' },
});
const status = {
  name: 'get-status',
  logicalId: 'Status',
  functionName: 'Portal2fa-Status',
  servesApi: true,
  runtime: 'nodejs24.x',
  bundle: '/bundle',
  module: 'index.mjs',
  handler: 'index.handler',
  declared: { API_URL: 'http://localhost:3000' },
  added: { AWS_ACCESS_KEY_ID: 'ASIA1', AWS_ENDPOINT_URL: 'http://172.17.0.1:4566' },
  code: 'functions/get-status',
};
const { Resources } = samTemplate({ stack, functions: [status], architecture: 'x86_64' });

test('of a function, code, variables, credentials and architecture are literals; the rest is as deployed', () => {
  expect(Resources.Status?.Properties).toEqual({
    FunctionName: 'Portal2fa-Status',
    Code: 'functions/get-status',
    Handler: 'index.handler',
    Timeout: 29,
    MemorySize: 1024,
    Architectures: ['x86_64'],
    Environment: {
      Variables: {
        API_URL: 'http://localhost:3000',
        AWS_ACCESS_KEY_ID: 'ASIA1',
        AWS_ENDPOINT_URL: 'http://172.17.0.1:4566',
      },
    },
  });
});

test('SAM may call a function by its name in the source', () => {
  expect(Resources.Status?.Metadata).toEqual({ SamResourceId: 'get-status' });
});

test('the API admits the local portal, and routes are the deployed ones', () => {
  expect(Resources.Api?.Properties?.CorsConfiguration).toEqual({ AllowOrigins: ['http://localhost:3001'] });
  expect(Resources.Integration?.Properties).toEqual(deployed.Resources.Integration?.Properties);
});

test('an integration that calls an alias calls the function behind it, as SAM knows functions alone', () => {
  expect(Resources.ByAlias?.Properties?.IntegrationUri).toEqual({ 'Fn::GetAtt': ['Status', 'Arn'] });
});

test('functions that only a deployment runs are left out', () => {
  expect(Resources.Custom).toBeUndefined();
});
