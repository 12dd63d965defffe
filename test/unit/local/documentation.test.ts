/** The documentation site as the local portal serves it. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentation } from '../../local/portal/documentation.ts';
import type { PortalRequest } from '../../local/portal/http.ts';

const API = 'http://localhost:3000';
const request = {} as PortalRequest;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docs-'));
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'index.html'), '<p>{apiUrl}</p>');
  writeFileSync(join(folder, 'api.html'), '');
  writeFileSync(join(folder, 'files/page.html.txt'), '<p>{apiUrl}</p>');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string) => documentation(folder, () => API)[`GET ${path}`]?.(request);

test('/docs leads to the first page, which knows where the service is', async () => {
  expect(await get('/docs')).toMatchObject({ status: 308, headers: { location: '/docs/' } });
  expect(await get('/docs/')).toMatchObject({ status: 200, body: `<p>${API}</p>` });
});

test('a source file is a text, as it is', async () => {
  const answer = await get('/docs/files/page.html.txt');

  expect(answer?.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8' });
  expect(String(answer?.body)).toBe('<p>{apiUrl}</p>');
});

test('no page may ask another host but the service, and only the reference has its script in itself', async () => {
  const policies = await Promise.all(
    ['/docs/', '/docs/api.html'].map(
      async (path) => (await get(path))?.headers?.['content-security-policy'] ?? '',
    ),
  );

  for (const policy of policies) expect(policy.match(/https?:[^\s;]+/g)).toEqual([API, API]);
  expect(policies.map((policy) => policy.includes("'unsafe-inline'"))).toEqual([false, true]);
});

test('where the site is not built, it says how', () => {
  const routes = documentation(join(folder, 'nowhere'), () => API);

  expect(() => routes['GET /docs']?.(request)).toThrow('npm run docs');
});
