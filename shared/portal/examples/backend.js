/** A portal's backend: it knows who has signed in with the first factor, and lets in on an assertion alone. */

import { randomUUID } from 'node:crypto';
import { createAdmission, usedInMemory } from '@portal-2fa/admission';
import { admitOnExpress } from '@portal-2fa/admission/express';
import express from 'express';
import { API_URL, issueToken, listen, pages } from './surroundings.js';

const admission = createAdmission({ issuer: API_URL, audience: 'portal', store: usedInMemory() });
const sessions = new Map();
const sessionOf = (request) => sessions.get(/session=([\w-]+)/.exec(request.headers.cookie)?.[1]);
const begin = (response, session) => {
  const id = randomUUID();
  sessions.set(id, session);
  response.cookie('session', id, { httpOnly: true, sameSite: 'lax' });
};

const app = express();
app.get('/', (request, response, next) => {
  const session = sessionOf(request);
  if (session?.admitted) response.type('text').send(`Welcome, ${session.sub}`);
  else next();
});
app.get('/session/token', async (request, response) => response.send(await issueToken(sessionOf(request))));
const door = admitOnExpress(admission, {
  session: sessionOf,
  // Under a new cookie: one that was fixed before is worth nothing after.
  admitted: (_, request, response) => begin(response, { ...sessionOf(request), admitted: true }),
});
app.post('/session/admit', express.json(), door);
// The first factor is the portal's own business: here whoever opens this address is who it says.
app.get('/sign-in/:sub', (request, response) => {
  begin(response, { sub: request.params.sub, sid: randomUUID() });
  response.redirect('/');
});
app.use(pages);
listen(app);
