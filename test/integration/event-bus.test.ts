/** Putting events on the bus through the real SDK: in order, ten at a time, and no silent loss. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEventBus } from '../../shared/adapters/event-bus.ts';
import { eventId, publish } from '../../shared/contract/events.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { readBody } from '../local/host/read-body.ts';
import { EVENTS } from '../unit/support/events.ts';
import { KIM, NOW } from '../unit/support/users.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const events = Array.from({ length: 23 }, (_, index) =>
  publish(KIM, eventId(NOW, index), EVENTS.PhoneNumberChanged),
);

describe('the event bus', () => {
  let server: Server;
  let batches: { readonly DetailType: string; readonly Source: string; readonly Detail: string }[][];
  /** Which entry of all is refused. */
  let refused: number | undefined;

  beforeEach(async () => {
    batches = [];
    refused = undefined;
    server = createServer((request, response) => {
      void readBody(request).then((body) => {
        const first = batches.flat().length;
        const { Entries } = JSON.parse(String(body));
        batches.push(Entries);
        const failed = refused !== undefined && refused >= first && refused < first + Entries.length;
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify({ FailedEntryCount: failed ? 1 : 0, Entries: [] }));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const bus = () => {
    const { port } = server.address() as AddressInfo;
    return createEventBus('bus', { endpoint: `http://127.0.0.1:${port}`, region: 'eu-west-1', credentials });
  };

  test('takes ten at a time, in order', async () => {
    await bus().put(events);
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 3]);
    expect(batches.flat().map(({ Detail }) => JSON.parse(Detail))).toEqual(events);
    expect(batches[0]?.[0]).toMatchObject({ Source: 'portal-2fa', DetailType: 'PhoneNumberChanged' });
  });

  test('an entry that is not taken in a call that succeeded is a failure, and no later one is put', async () => {
    refused = 12;
    await expect(bus().put(events)).rejects.toThrow(Unavailable);
    expect(batches).toHaveLength(2);
  });

  test('nothing to put is nothing asked', async () => {
    await bus().put([]);
    expect(batches).toEqual([]);
  });
});
