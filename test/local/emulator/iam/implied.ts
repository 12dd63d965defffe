/** What Lambda does in a function's name, without a call of its own: its log, its trace, and where failures go. */

import type { LocalStack } from '../template/stack.ts';
import { isRecord, optionalString } from '../template/template.ts';
import type { AccessRequest } from './evaluate.ts';

const request = (action: string, resource: string): AccessRequest => ({ action, resource, context: {} });

/** Of every invocation. */
export function impliedByInvocation(stack: LocalStack, functionName: string): readonly AccessRequest[] {
  const { LoggingConfig, TracingConfig } = stack.get(functionName).properties;
  const name = isRecord(LoggingConfig) ? optionalString(LoggingConfig.LogGroup, functionName) : undefined;
  const log = name === undefined ? undefined : stack.find('AWS::Logs::LogGroup', name);
  const traced = isRecord(TracingConfig) && TracingConfig.Mode === 'Active';
  return [
    ...(log === undefined
      ? []
      : ['CreateLogStream', 'PutLogEvents'].map((action) =>
          request(`logs:${action}`, log.attributes.Arn ?? log.ref),
        )),
    ...(traced
      ? ['PutTraceSegments', 'PutTelemetryRecords'].map((action) => request(`xray:${action}`, '*'))
      : []),
  ];
}

/** Of a destination for what fails, which Lambda checks when it is set. */
export function impliedByDestination(
  stack: LocalStack,
  functionNames: (nameOrArn: string) => string,
): readonly (readonly [functionName: string, request: AccessRequest])[] {
  return stack.ofType('AWS::Lambda::EventInvokeConfig').flatMap(({ properties, logicalId }) => {
    const { OnFailure } = isRecord(properties.DestinationConfig) ? properties.DestinationConfig : {};
    const queue = isRecord(OnFailure) ? optionalString(OnFailure.Destination, logicalId) : undefined;
    if (queue === undefined) return [];
    return [[functionNames(String(properties.FunctionName)), request('sqs:SendMessage', queue)] as const];
  });
}
