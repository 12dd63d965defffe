/** Where SAM's local API is not API Gateway: README's table, held against SAM itself. */

import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { signIn } from '../e2e/support/customer.ts';
import { useLocalSystem } from '../e2e/support/system.ts';

const system = useLocalSystem();

async function get(path: string, init: RequestInit = {}) {
  const { token } = await signIn(system(), { scope: '2fa:support' });
  return fetch(system().apiUrl + path, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });
}

test('an unknown route is 403', async () => {
  const response = await get('/v2/2fa');

  expect([response.status, await response.json()]).toEqual([
    403,
    { message: 'Missing Authentication Token' },
  ]);
});

test('the portal’s origin is admitted and no other, and the page may read no further header', async () => {
  const own = await get('/v1/2fa', { headers: { origin: system().portalUrl } });
  const foreign = await get('/v1/2fa', { headers: { origin: 'https://evil.example' } });

  expect(own.headers.get('access-control-allow-origin')).toBe(system().portalUrl);
  expect(own.headers.get('access-control-expose-headers')).toBeNull();
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
});

test('all requests have one id', async () => {
  const [first, second] = [await get('/v1/2fa'), await get('/v1/2fa')];

  expect(first.headers.get('x-request-id')).toBe(second.headers.get('x-request-id'));
});

test('cookies do no harm, and a parameter that comes twice is one value with a comma, as at API Gateway', async () => {
  const cookies = await get('/v1/2fa', { headers: { cookie: 'a=1; b=2' } });
  const twice = await get('/v1/support/users/kim/events?cursor=a&cursor=b');

  expect(cookies.status).toBe(200);
  expect([twice.status, await twice.json()]).toMatchObject([400, { errors: [{ pointer: '/cursor' }] }]);
});

test('requests of one function wait for each other', async () => {
  const customer = await signIn(system());
  await customer.get(startTotp, { body: {} });
  const before = system().awsCallCount();

  await Promise.all(Array.from({ length: 5 }, () => customer.get(startTotp, { body: {} })));

  const spans = system()
    .awsCalls(before)
    .filter(
      ({ action, functionName }) => action.startsWith('dynamodb:') && functionName.startsWith('starttotp'),
    )
    .map(({ startedMs, endedMs }) => ({ from: startedMs, to: endedMs ?? Number.POSITIVE_INFINITY }))
    .toSorted((a, b) => a.from - b.from);
  const overlapping = spans.filter(({ from }, index) => from < (spans[index - 1]?.to ?? 0));
  expect(spans.length).toBeGreaterThanOrEqual(10);
  expect(overlapping).toEqual([]);
});
