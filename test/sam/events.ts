/** The events in `test/sam/events`: what each deployed function is handed, for trying one alone. */

import { EVENT_SOURCE, eventId, publish } from '../../shared/contract/events.ts';
import { EXAMPLES } from '../../shared/contract/openapi/examples.ts';
import { type Operation, takesScope } from '../../shared/contract/operation.ts';
import { OPERATIONS } from '../../shared/contract/operations.ts';
import type { UserId } from '../../shared/domain/brand.ts';
import { createEvent } from '../local/emulator/gateway/event.ts';
import { isRecord } from '../local/emulator/template/template.ts';
import { EVENTS, streamRecord } from '../unit/support/events.ts';
import { NOW } from '../unit/support/users.ts';

const USER = 'user-1' as UserId;
const AGENT = 'agent-1';
const REQUEST_ID = 'JKJaXmPLvHcESHA=';
const TRACE_ID = 'Root=1-69a42640-6f1e2d3c4b5a69788796a5b4';

/** What API Gateway's authorizer has read in the access token: with it, an event needs no token. */
const claims = ({ access }: Operation) =>
  takesScope(access)
    ? { sub: AGENT, sid: 'session-2', scope: '2fa:support 2fa:admin' }
    : { sub: USER, sid: 'session-1', email: 'kim@example.com', login_method: 'password' };

/** A path parameter as the examples show it in an answer. */
function parameter(name: string): string {
  const replies = Object.values(EXAMPLES).map(({ reply }) => (isRecord(reply) ? reply[name] : undefined));
  return String(replies.find((value) => value !== undefined) ?? name);
}

function requestOf(operation: Operation): unknown {
  const { request } = EXAMPLES[operation.id as keyof typeof EXAMPLES];
  const names = operation.path.match(/(?<=\{)\w+(?=\})/g) ?? [];
  const pathParameters = Object.fromEntries(names.map((name) => [name, parameter(name)]));
  const headers = ['host', 'api.portal.example', 'user-agent', 'curl', 'content-type', 'application/json'];
  return createEvent(
    {
      method: operation.method,
      target: operation.path.replace(/\{(\w+)\}/g, (_, name: string) => pathParameters[name] ?? ''),
      rawHeaders: request === undefined ? headers.slice(0, 4) : headers,
      body: Buffer.from(request === undefined ? '' : JSON.stringify(request)),
      sourceIp: '192.0.2.1',
    },
    {
      apiId: 'api',
      routeKey: `${operation.method} ${operation.path}`,
      pathParameters,
      requestId: REQUEST_ID,
      traceId: TRACE_ID,
      now: NOW,
      ...(operation.access !== 'public' && { jwt: { claims: claims(operation), scopes: null } }),
    },
  );
}

const ENABLED = EVENTS.TwoFactorEnabled;

/** As EventBridge hands it to the target of a rule. */
const busEvent = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': ENABLED.type,
  source: EVENT_SOURCE,
  account: '111122223333',
  time: new Date(NOW).toISOString(),
  region: 'eu-west-1',
  resources: [],
  detail: publish(USER, eventId(NOW, 0), ENABLED),
};

/** File name and content, one for each function. */
export function invocationEvents(): ReadonlyMap<string, string> {
  const events: readonly (readonly [string, unknown])[] = [
    ...OPERATIONS.map((operation) => [operation.id, requestOf(operation)] as const),
    ['publish-events', { Records: [streamRecord(NOW, [ENABLED], USER)] }],
    ['send-notices', busEvent],
  ];
  return new Map(events.map(([name, event]) => [`${name}.json`, `${JSON.stringify(event, null, 2)}\n`]));
}
