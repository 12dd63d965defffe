/** The door on each framework, and what comes through it over HTTP. */

import type { AddressInfo } from 'node:net';
import express from 'express';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import {
  type Admitted,
  createAdmission,
  type SignIn,
} from '../../../shared/portal/admission/src/admission.ts';
import { admitOnExpress } from '../../../shared/portal/admission/src/express.ts';
import { admitOnFastify } from '../../../shared/portal/admission/src/fastify.ts';
import { admitOnHono } from '../../../shared/portal/admission/src/hono.ts';
import { admitOnNext } from '../../../shared/portal/admission/src/next.ts';
import { usedInMemory } from '../../../shared/portal/admission/src/used-assertions.ts';
import { audience, createAssertion, issuer, keySet, signIn, start } from './support/assertion-keys.ts';

const now = () => start * 1000;
let keysAreThere = true;
let storeFails = false;
const admission = () => {
  const used = usedInMemory(now);
  return createAdmission({
    issuer,
    audience,
    store: {
      claim(jti, expiresAt) {
        if (storeFails) throw new Error('table is gone');
        return used.claim(jti, expiresAt);
      },
    },
    fetch: keySet(keysAreThere ? undefined : () => new Response('', { status: 503 })).fetch,
    now,
  });
};

/** The one session there is, by its cookie. */
const session = (cookie: string | null | undefined): SignIn | undefined =>
  cookie?.includes('session=ada') ? signIn : undefined;
const told = ({ outcome, method }: Admitted) => ({ state: 'admitted', outcome, method });

/** Sends a request to the door at `/session/admit` of an application. */
type Send = (init: RequestInit) => Promise<Response>;
interface Framework {
  readonly name: string;
  /** @param silent: the page is told nothing. */
  start(silent: boolean): Promise<{ readonly send: Send; stop(): Promise<void> }>;
}

const PATH = '/session/admit';
const overHttp =
  (port: number): Send =>
  (init) =>
    fetch(`http://localhost:${port}${PATH}`, init);

const frameworks: readonly Framework[] = [
  {
    name: 'Express',
    async start(silent) {
      const app = express();
      const door = admitOnExpress(admission(), {
        session: (request: express.Request) => session(request.headers.cookie),
        admitted(admitted, _request, response: express.Response) {
          response.cookie('session', 'renewed', { httpOnly: true });
          return silent ? undefined : told(admitted);
        },
      });
      app.post(PATH, express.json(), door);
      app.use(((_error, _request, response, _next) => {
        response.status(500).end();
      }) satisfies express.ErrorRequestHandler);
      const server = app.listen(0);
      await new Promise((resolve) => server.once('listening', resolve));
      return {
        send: overHttp((server.address() as AddressInfo).port),
        async stop() {
          await new Promise((resolve) => server.close(resolve));
        },
      };
    },
  },
  {
    name: 'Fastify',
    async start(silent) {
      const app = fastify();
      const door = admitOnFastify(admission(), {
        session: (request: FastifyRequest) => session(request.headers.cookie),
        admitted(admitted, _request, reply: FastifyReply) {
          reply.header('set-cookie', 'session=renewed; HttpOnly');
          return silent ? undefined : told(admitted);
        },
      });
      app.post(PATH, door);
      await app.listen({ port: 0 });
      return {
        send: overHttp((app.server.address() as AddressInfo).port),
        stop: async () => app.close(),
      };
    },
  },
  {
    name: 'Hono',
    async start(silent) {
      const app = new Hono();
      const door = admitOnHono(admission(), {
        session: (context: Context) => session(context.req.header('cookie')),
        admitted(admitted, context: Context) {
          setCookie(context, 'session', 'renewed', { httpOnly: true });
          return silent ? undefined : told(admitted);
        },
      });
      app.post(PATH, door);
      app.onError((_error, context) => context.body(null, 500));
      return { send: async (init) => app.request(PATH, init), stop: async () => undefined };
    },
  },
  {
    // What Next calls is a function of a Web request; the framework itself is too large for these tests.
    name: 'Next (its route handler alone)',
    async start(silent) {
      let cookie: string | undefined;
      const POST = admitOnNext(admission(), {
        session: (request) => session(request.headers.get('cookie')),
        admitted(admitted) {
          cookie = 'session=renewed; HttpOnly';
          return silent ? undefined : told(admitted);
        },
      });
      return {
        async send(init) {
          cookie = undefined;
          const response = await POST(new Request(`http://localhost${PATH}`, init)).catch(
            () => new Response(null, { status: 500 }),
          );
          if (cookie !== undefined) response.headers.set('set-cookie', cookie);
          return response;
        },
        stop: async () => undefined,
      };
    },
  },
];

const bring = (assertion: unknown, cookie = 'session=ada'): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', cookie },
  body: JSON.stringify({ assertion }),
});

describe.each(frameworks)('on $name', ({ start: startFramework }) => {
  async function withDoor(body: (send: Send) => Promise<void>, silent = false): Promise<void> {
    const { send, stop } = await startFramework(silent);
    try {
      await body(send);
    } finally {
      keysAreThere = true;
      storeFails = false;
      await stop();
    }
  }

  test('a session is let in once, with its new cookie', () =>
    withDoor(async (send) => {
      const assertion = await createAssertion();

      const first = await send(bring(assertion));
      const again = await send(bring(assertion));

      expect(first.status).toBe(200);
      expect(first.headers.get('content-type')).toMatch('application/json');
      expect(first.headers.get('cache-control')).toBe('no-store');
      expect(first.headers.get('set-cookie')).toMatch('session=renewed');
      expect(await first.json()).toEqual({ state: 'admitted', outcome: 'verified', method: 'totp' });
      expect(again.status).toBe(403);
      expect(again.headers.get('content-type')).toMatch('application/problem+json');
      expect(await again.json()).toMatchObject({ status: 403, code: 'already_used' });
      expect(again.headers.get('set-cookie')).toBeNull();
    }));

  test('a page that is to be told nothing is told nothing', () =>
    withDoor(async (send) => {
      const answer = await send(bring(await createAssertion()));

      expect(answer.status).toBe(204);
      expect(await answer.text()).toBe('');
    }, true));

  test('what is no assertion, or comes without a sign-in, is refused before anything is checked', () =>
    withDoor(async (send) => {
      const assertion = await createAssertion();
      const malformed = [
        bring(7),
        bring('x'.repeat(9000)),
        { ...bring(''), body: '{}' },
        { ...bring(''), body: '[]' },
      ];

      for (const init of malformed) expect((await send(init)).status).toBe(400);
      const stranger = await send(bring(assertion, 'session=eve'));
      expect(stranger.status).toBe(401);
      expect(await stranger.json()).toMatchObject({ code: 'unauthenticated' });
    }));

  test('where the keys cannot be had it says when to come again', () => {
    keysAreThere = false;
    return withDoor(async (send) => {
      const answer = await send(bring(await createAssertion()));

      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(await answer.json()).toMatchObject({ code: 'keys_unavailable' });
    });
  });

  test('what the store throws is the framework’s to answer, and lets nobody in', () => {
    storeFails = true;
    return withDoor(async (send) => {
      const answer = await send(bring(await createAssertion()));

      expect(answer.status).toBe(500);
      expect(answer.headers.get('set-cookie')).toBeNull();
    });
  });
});
