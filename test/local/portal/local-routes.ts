/** The `/local/*` helpers for scripts and tests: tokens, what the handset and mailbox received, faults. */
import { z } from 'zod';
import { type BusEvent, ControlError, type Fault, type Faults } from '../emulator/boundary.ts';
import { readBody } from './body.ts';
import type { Handset } from './handset.ts';
import { HttpProblem, type Routes } from './http.ts';
import type { IdentityProvider } from './identity-provider.ts';

const text = z.string('must be a string').min(1, 'must not be empty').max(1024, 'is too long');

const seconds = z.int('must be whole seconds');

const tokenRequest = z
  .strictObject(
    {
      sub: text,
      email: text.optional(),
      login_method: text.optional(),
      scope: z.union([text, z.array(text)], 'must be a string or a list of strings').optional(),
      sid: text.optional(),
      iss: text.optional(),
      aud: z.union([text, z.array(text)], 'must be a string or a list of strings').optional(),
      nbf: seconds.optional(),
      exp: seconds.optional(),
      expiresIn: seconds.optional(),
      claims: z.record(z.string(), z.json(), 'must be an object').optional(),
    },
    { error: (issue) => (issue.code === 'unrecognized_keys' ? 'has an unknown field' : 'must be an object') },
  )
  .refine(({ exp, expiresIn }) => exp === undefined || expiresIn === undefined, {
    path: ['expiresIn'],
    error: 'does not go together with exp',
  });

const fault = z
  .strictObject(
    {
      error: text.optional(),
      delayMs: z.int('must be whole milliseconds').min(0, 'must not be negative').optional(),
      times: z.int('must be a whole number').min(1, 'must be at least 1').optional(),
      after: z.boolean('must be true or false').optional(),
    },
    { error: (issue) => (issue.code === 'unrecognized_keys' ? 'has an unknown field' : 'must be an object') },
  )
  .refine(
    ({ error, delayMs }) => error !== undefined || delayMs !== undefined,
    'needs an error or a delayMs, or it would do nothing',
  )
  .transform(
    ({ error, delayMs, times, after }): Fault => ({
      ...(error === undefined ? {} : { error }),
      ...(delayMs === undefined ? {} : { delayMs }),
      ...(times === undefined ? {} : { times }),
      ...(after === undefined ? {} : { after }),
    }),
  );

/** Which calls there are is known where faults are set. */
const faultsRequest = z.record(z.string(), fault, 'must be an object of faults by AWS call');

/** What the helpers show and steer. */
export interface LocalControls extends Pick<Handset, 'messages' | 'mails'> {
  events(): readonly BusEvent[];
  /** Throws a `ControlError`. */
  setFaults(faults: Faults): void;
}

export const localRoutes = (provider: IdentityProvider, controls: LocalControls): Routes => ({
  'POST /local/token': async (request) => {
    const wanted = await readBody(request, tokenRequest);
    return { status: 200, body: { access_token: await provider.issue(wanted) } };
  },
  'GET /local/messages': ({ query }) => ({
    status: 200,
    body: { messages: controls.messages(query.get('to')) },
  }),
  'GET /local/mail': () => ({ status: 200, body: { mail: controls.mails() } }),
  'GET /local/events': () => ({ status: 200, body: { events: controls.events() } }),
  'PUT /local/faults': async (request) => {
    steer(controls, await readBody(request, faultsRequest));
    return { status: 204 };
  },
});

function steer(controls: LocalControls, faults: Faults): void {
  try {
    controls.setFaults(faults);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    if (error.reason === 'starting') throw new HttpProblem(503, 'unavailable', error.message);
    throw new HttpProblem(400, 'invalid_request', error.message);
  }
}
