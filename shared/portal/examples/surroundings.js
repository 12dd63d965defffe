/** What is around an example on this machine: where the service is, and the local identity provider. */

import { fileURLToPath } from 'node:url';
import express from 'express';

export const { API_URL = 'http://localhost:3000' } = process.env;
const { PROVIDER_URL = 'http://localhost:3001', PORT = '3003' } = process.env;

/** The page of the example that the command names, and what `npm run build` has made. */
const folder = (name) => express.static(fileURLToPath(new URL(`${name}/`, import.meta.url)));
export const pages = express
  .Router()
  .use('/dist', folder('dist'))
  .use(folder(process.argv[2] ?? 'bare'));

/** The access token of a session, which its identity provider gave at the first factor. */
export async function issueToken({ sub, sid }) {
  const response = await fetch(`${PROVIDER_URL}/local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub, sid, email: `${sub}@mission.example`, login_method: 'password' }),
  });
  return (await response.json()).access_token;
}

export function listen(app) {
  const server = app.listen(Number(PORT), 'localhost', () => {
    process.stdout.write(`http://localhost:${server.address().port}/sign-in/kim\n`);
  });
}
