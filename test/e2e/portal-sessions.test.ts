/** The reference portal's sessions, where the service's assertions open them. */

import { createClient } from './support/client.ts';
import { enrolTotp } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const system = useLocalSystem();

const ADA = { email: 'ada@mission.example', password: 'mission-control' };

interface Browser {
  readonly accessToken: string;
  post(path: string, body: object): Promise<Response>;
  /** The status of what only an admitted session sees. */
  overview(): Promise<number>;
}

/** A browser in which Ada has given her password. */
async function signedInBrowser(): Promise<Browser> {
  let cookie = '';
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { 'content-type': 'application/json', cookie };
    const response = await fetch(system().portalUrl + path, { ...init, headers });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  const post = (path: string, body: object) => request(path, { method: 'POST', body: JSON.stringify(body) });
  const { accessToken } = (await (await post('/session/sign-in', ADA)).json()) as { accessToken: string };
  return { accessToken, post, overview: async () => (await request('/session/overview')).status };
}

test('turning 2FA on admits the session that did it, and ends the others of the same customer', async () => {
  const [owner, other] = [await signedInBrowser(), await signedInBrowser()];
  const before = [await owner.overview(), await other.overview()];

  const { assertion } = await enrolTotp(system(), createClient(system().apiUrl, owner.accessToken));
  const admitted = await owner.post('/session/admit', { assertion });

  expect(before).toEqual([403, 403]);
  expect(await admitted.json()).toMatchObject({
    state: 'admitted',
    outcome: 'verified',
    purpose: 'enrollment',
  });
  expect([await owner.overview(), await other.overview()]).toEqual([200, 401]);
});
