/** The API's access log, in the format that the template gives its stage. */

import type { LocalStack } from '../template/stack.ts';
import { isRecord } from '../template/template.ts';

/** What is known of a request, by the names that formats use; what has no value here is `-`, as with API Gateway. */
export type AccessFacts = Partial<
  Record<
    'requestId' | 'requestTime' | 'routeKey' | 'status' | 'responseLatency' | 'authorizer.error',
    string | number
  >
>;

/** The format of the stage's access log, if it has one. */
export function readAccessLog(stack: LocalStack): string | undefined {
  const settings = stack.ofType('AWS::ApiGatewayV2::Stage')[0]?.properties.AccessLogSettings;
  return isRecord(settings) && typeof settings.Format === 'string' ? settings.Format : undefined;
}

export const accessLine = (format: string, facts: AccessFacts): string =>
  format.replace(/\$context\.([\w.]+)/g, (_, name: string) => {
    const value = Object.entries(facts).find(([known]) => known === name)?.[1] ?? '-';
    // As it stands between the quotes of the format.
    return JSON.stringify(String(value)).slice(1, -1);
  });
