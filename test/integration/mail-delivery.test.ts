/** Mails through the real SDK: what SES is asked for, and what each of its refusals means for a second try. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMailer, type MailerOptions, toMailError } from '../../shared/adapters/mailer.ts';
import { MailError } from '../../shared/domain/ports/mailer.ts';
import { readBody } from '../local/host/read-body.ts';

const MAIL = { subject: 'Betreff ü', text: 'Text', html: '<p>Text</p>' };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

describe('mails through SES', () => {
  let server: Server;
  let answer: readonly [status: number, error: string] | 'hang' | undefined;
  let requests: Record<string, unknown>[];

  beforeEach(async () => {
    answer = undefined;
    requests = [];
    server = createServer((request, response) => {
      void readBody(request).then((body) => {
        requests.push(JSON.parse(String(body)));
        if (answer === 'hang') return;
        const [status, error] = answer ?? [200, ''];
        response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': error });
        response.end(JSON.stringify({ MessageId: 'id', message: 'kim@example.com is wrong' }));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const mailer = (options: Partial<MailerOptions> = {}) => {
    const { port } = server.address() as AddressInfo;
    return createMailer({
      from: 'security@portal.example',
      ...options,
      config: { endpoint: `http://127.0.0.1:${port}`, region: 'eu-west-1', credentials, ...options.config },
    });
  };
  const failure = async (options: Partial<MailerOptions> = {}) => {
    const error = await mailer(options)
      .send('kim@example.com', MAIL)
      .catch((one: unknown) => one);
    if (!(error instanceof MailError)) throw new Error('It did not fail as it should.');
    return error;
  };

  test('has one recipient, both bodies in UTF-8, and what the settings say', async () => {
    const settings = {
      fromName: 'Example "Mail"',
      replyTo: 'help@portal.example',
      configurationSet: 'notices',
    };
    await mailer(settings).send('kim@example.com', MAIL);
    const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
    expect(requests).toEqual([
      {
        FromEmailAddress: '"Example \\"Mail\\"" <security@portal.example>',
        ReplyToAddresses: ['help@portal.example'],
        ConfigurationSetName: 'notices',
        Destination: { ToAddresses: ['kim@example.com'] },
        Content: {
          Simple: {
            Subject: utf8(MAIL.subject),
            Body: { Text: utf8(MAIL.text), Html: utf8(MAIL.html) },
          },
        },
      },
    ]);
  });

  test('a name beyond ASCII is in encoded words that are short enough, and whole characters', async () => {
    const fromName = 'Größtes Kundenportal für Überlandleitungen 株式会社 🚀🚀🚀';
    await mailer({ fromName }).send('kim@example.com', MAIL);
    const from = String(requests[0]?.FromEmailAddress);
    const words = [...from.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)];
    expect(words.length).toBeGreaterThan(1);
    for (const [word] of words) expect(word.length).toBeLessThanOrEqual(75);
    expect(words.map(([, text]) => Buffer.from(text ?? '', 'base64').toString()).join('')).toBe(fromName);
  });

  test.each([
    [400, 'BadRequestException', 'bad_address'],
    [429, 'TooManyRequestsException', 'throttled'],
    [400, 'LimitExceededException', 'refused'],
    [400, 'MessageRejected', 'refused'],
    [400, 'SendingPausedException', 'refused'],
    [403, 'AccessDeniedException', 'refused'],
    [500, 'InternalFailure', 'unknown'],
  ] as const)('%i %s is %s: asked once, and nothing of what SES says is kept', async (status, code, kind) => {
    answer = [status, code];
    const error = await failure();
    expect([error.kind, error.reason, requests.length]).toEqual([kind, code, 1]);
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain('kim@');
  });

  test('a time-out leaves open whether it was mailed, so it is not sent again by itself', async () => {
    answer = 'hang';
    const error = await failure({
      config: { requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true } },
    });
    expect([error.kind, requests.length]).toEqual(['unknown', 1]);
  });

  test('a connection that went stale between two mails leaves no doubt about the second', async () => {
    const used = new Set<unknown>();
    server.prependListener('request', ({ socket }) => {
      if (used.has(socket)) socket.destroy();
      used.add(socket);
    });
    const { send } = mailer();

    await send('kim@example.com', MAIL);
    await send('kim@example.com', MAIL);

    expect(requests).toHaveLength(2);
  });

  test.each([
    ['without a connection', { name: 'Error', code: 'ECONNREFUSED' }, 'throttled'],
    ['without credentials', { name: 'CredentialsProviderError' }, 'refused'],
    ['with a connection that broke', { name: 'Error', code: 'ECONNRESET' }, 'unknown'],
    ['thrown by nobody knows what', undefined, 'unknown'],
  ])('%s: what that means', (_, thrown, kind) => {
    expect(toMailError(thrown).kind).toBe(kind);
  });
});
