/** The gateway's parts: which route wins, what the function receives, what the browser may see. */

import { preflightHeaders, readCors, responseHeaders } from '../../local/emulator/gateway/cors.ts';
import {
  claimText,
  createEvent,
  type EventContext,
  type GatewayRequest,
} from '../../local/emulator/gateway/event.ts';
import { mapResult } from '../../local/emulator/gateway/response.ts';
import { findRoute, parseRouteKey } from '../../local/emulator/gateway/routes.ts';

describe('the route of a request', () => {
  const routes = [
    'GET /v1/{any+}',
    'ANY /v1/users/me',
    'GET /v1/users/{id}',
    'GET /v1/users/me',
    'POST /v1/users/{id}/reset',
  ].map((text) => ({ text, key: parseRouteKey(text) }));

  test.each([
    ['GET', '/v1/users/me', 'GET /v1/users/me'],
    ['DELETE', '/v1/users/me', 'ANY /v1/users/me'],
    ['GET', '/v1/users/you', 'GET /v1/users/{id}'],
    ['GET', '/v1/users/you/events', 'GET /v1/{any+}'],
    ['POST', '/v1/users/you', undefined],
    ['GET', '/v1/users/', 'GET /v1/{any+}'],
    ['GET', '/v2', undefined],
  ])('%s %s is %s', (method, path, expected) => {
    expect(findRoute(routes, method, path)?.route.text).toBe(expected);
  });

  test('has its parameters decoded, a slash in them included', () => {
    const match = findRoute(routes, 'POST', '/v1/users/a%2Fb%20c/reset');

    expect(match?.pathParameters).toEqual({ id: 'a/b c' });
  });

  test('falls back to $default', () => {
    const fallback = { text: '$default', key: parseRouteKey('$default') };

    expect(findRoute([...routes, fallback], 'GET', '/elsewhere')?.route.text).toBe('$default');
  });
});

describe('the event of payload format 2.0', () => {
  const request = (overrides: Partial<GatewayRequest> = {}): GatewayRequest => ({
    method: 'POST',
    target: '/v1/x?a=1&a=2&b=%C3%A9',
    rawHeaders: [
      'Host',
      'api.example',
      'X-Many',
      'one',
      'x-many',
      'two',
      'Cookie',
      'c=1; d=2',
      'Connection',
      'close',
    ],
    body: Buffer.alloc(0),
    sourceIp: '192.0.2.1',
    ...overrides,
  });
  const context: EventContext = {
    apiId: 'api',
    routeKey: 'POST /v1/x',
    pathParameters: {},
    requestId: 'id',
    traceId: 'trace',
    now: Date.UTC(2023, 7, 7, 12, 30, 5, 250),
  };

  test('joins what came several times and sets cookies apart', () => {
    const event = createEvent(request(), context);

    expect(event.headers).toMatchObject({ 'x-many': 'one,two', host: 'api.example' });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event.headers).not.toHaveProperty('connection');
    expect(event.cookies).toEqual(['c=1', 'd=2']);
    expect(event.queryStringParameters).toEqual({ a: '1,2', b: 'é' });
  });

  test('leaves out what is empty', () => {
    const event = createEvent(request({ target: '/v1/x', rawHeaders: [] }), context);

    for (const name of ['body', 'cookies', 'queryStringParameters', 'pathParameters']) {
      expect(event).not.toHaveProperty(name);
    }
    expect(event).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
  });

  test.each([
    ['application/json; charset=utf-8', 'é', 'é', false],
    ['application/problem+json', '{}', '{}', false],
    ['application/x-www-form-urlencoded', 'a=1', 'YT0x', true],
    ['image/png', 'é', 'w6k=', true],
  ])('carries a body of %s', (type, sent, body, isBase64Encoded) => {
    const event = createEvent(
      request({ rawHeaders: ['content-type', type], body: Buffer.from(sent) }),
      context,
    );

    expect(event).toMatchObject({ body, isBase64Encoded });
  });

  test('tells the time to the second in words and to the millisecond in numbers', () => {
    const event = createEvent(request(), context);

    const time = { time: '07/Aug/2023:12:30:05 +0000', timeEpoch: 1691411405250 };
    expect(event.requestContext).toMatchObject(time);
  });

  test.each([
    [1691411405, '1691411405'],
    [true, 'true'],
    [['a', 'b'], '[a b]'],
    [{ b: 1, a: [2] }, 'map[a:[2] b:1]'],
  ])('renders the claim %j as text', (claim, expected) => {
    expect(claimText(claim)).toBe(expected);
  });
});

describe('the answer to a result', () => {
  test('takes status, headers, cookies and a base64 body', () => {
    const result = {
      statusCode: 201,
      headers: { 'X-A': 1 },
      cookies: ['a=1'],
      body: 'aGk=',
      isBase64Encoded: true,
    };

    const answer = mapResult(JSON.stringify(result));

    expect(answer).toMatchObject({ status: 201, headers: { 'x-a': '1', 'set-cookie': ['a=1'] } });
    expect(String(answer.body)).toBe('hi');
  });

  test('without a status code is a 200 with the result as JSON', () => {
    expect(mapResult('"hello"')).toMatchObject({ status: 200, body: '"hello"' });
  });

  test('is a 500 where the body is no text', () => {
    expect(mapResult('{"statusCode":200,"body":{}}').status).toBe(500);
  });

  test("drops the function's own word on CORS", () => {
    const result = { statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } };

    expect(mapResult(JSON.stringify(result)).headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('CORS', () => {
  const policy = readCors({
    AllowOrigins: ['https://portal.example'],
    AllowMethods: ['GET', 'POST'],
    AllowHeaders: ['authorization'],
    ExposeHeaders: ['retry-after'],
    MaxAge: 60,
  });

  test('tells an allowed origin what it may do', () => {
    expect(policy && preflightHeaders(policy, 'https://portal.example')).toEqual({
      'access-control-allow-origin': 'https://portal.example',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization',
      'access-control-max-age': '60',
      vary: 'Origin',
    });
  });

  test.each(['https://portal.example.evil.example', 'http://portal.example', 'null'])(
    'tells %s nothing',
    (origin) => {
      expect(policy && preflightHeaders(policy, origin)).toEqual({});
      expect(responseHeaders(policy, origin)).toEqual({});
    },
  );
});
