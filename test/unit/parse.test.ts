/** Bad requests: each gets the contract's problem, and nothing that was sent comes back in it. */

import type { Operation } from '../../shared/contract/operation.ts';
import { confirmTotp } from '../../shared/contract/operations/confirm-totp.ts';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { startPhone } from '../../shared/contract/operations/start-phone.ts';
import { supportListEvents } from '../../shared/contract/operations/support-list-events.ts';
import { supportReset } from '../../shared/contract/operations/support-reset.ts';
import { verifyChallenge } from '../../shared/contract/operations/verify-challenge.ts';
import { parseRequest } from '../../shared/http/parse.ts';
import { ProblemError } from '../../shared/http/problem.ts';
import { type RequestParts, requestEvent } from './support/request.ts';
import { seeded } from './support/seeded.ts';

function problemOf(operation: Operation, parts: RequestParts): ProblemError {
  try {
    parseRequest(operation, requestEvent(parts));
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('The request was accepted.');
}

const faults = (operation: Operation, body: string) => {
  const problem = problemOf(operation, { body, params: { userId: 'kim', challengeId: 'x' } });
  expect(problem.code).toBe('invalid_request');
  return problem.extras.errors;
};

describe('what is accepted', () => {
  test('a body as the contract has it', () => {
    expect(parseRequest(confirmTotp, requestEvent({ body: '{"code":"000042"}' })).body).toEqual({
      code: '000042',
    });
  });

  test('no body at all, where no field is required: it equals {}', () => {
    expect(parseRequest(startChallenge, requestEvent()).body).toEqual({});
    expect(parseRequest(startChallenge, requestEvent({ body: '' })).body).toEqual({});
  });

  test('a body that API Gateway has encoded', () => {
    const body = Buffer.from('{"code":"123456"}').toString('base64');
    expect(parseRequest(confirmTotp, requestEvent({ body, base64: true })).body).toEqual({ code: '123456' });
  });

  test.each([
    'application/json',
    'application/json;',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/json; odata=verbose; charset=utf-8;',
  ])('as %s', (type) => {
    const event = requestEvent({ body: '{"code":"123456"}', headers: { 'content-type': type } });
    expect(parseRequest(confirmTotp, event).body).toEqual({ code: '123456' });
  });

  test('a body of exactly 16 KiB', () => {
    const body = `{"code":"123456"}${' '.repeat(16 * 1024 - 17)}`;
    expect(parseRequest(confirmTotp, requestEvent({ body })).body).toEqual({ code: '123456' });
  });
});

describe('what is not JSON', () => {
  const notJson = [{ pointer: '', detail: 'must be JSON in UTF-8' }];

  test.each(['secret', '{', '{"code":"123456"', "{'code':'123456'}", '{"code":"123456"}}', 'NaN', '\u0000'])(
    '%j',
    (body) => {
      expect(faults(confirmTotp, body)).toEqual(notJson);
    },
  );

  test('bytes that are not UTF-8', () => {
    const body = Buffer.from('{"reset":"limits","reason":"\xff"}', 'latin1');
    const parts = { body: body.toString('base64'), base64: true, params: { userId: 'kim' } };
    expect(problemOf(supportReset, parts).extras.errors).toEqual(notJson);
  });
});

describe('what is JSON, and not the contract’s', () => {
  test.each(['[]', '[{"code":"123456"}]', 'null', '"123456"', '123456', 'true'])(
    '%s is no object',
    (body) => {
      expect(faults(confirmTotp, body)).toEqual([
        { pointer: '', detail: expect.stringMatching(/^must be /) },
      ]);
    },
  );

  test('a missing field', () => {
    expect(faults(confirmTotp, '{}')).toEqual([{ pointer: '/code', detail: 'is missing' }]);
    const everything = (...pointers: string[]) =>
      pointers.map((pointer) => ({ pointer, detail: 'is missing' }));
    expect(faults(startPhone, '{}')).toEqual(everything('/phoneNumber', '/channel'));
    expect(faults(verifyChallenge, '{}')).toEqual(everything('/method', '/code'));
    expect(faults(supportReset, '{}')).toEqual(everything('/reset', '/reason'));
  });

  test.each(['123456', '["123456"]', 'null', '{"$gt":""}', 'true'])(
    'a code that is %s has a wrong type',
    (code) => {
      expect(faults(confirmTotp, `{"code":${code}}`)).toEqual([
        { pointer: '/code', detail: 'must be of type string' },
      ]);
    },
  );

  test.each([
    '',
    'abcd',
    '12345',
    '1234567',
    '１２３４５６',
    ' 123456',
    '12 456',
    '12345\n',
    '-12345',
    '1e5000',
  ])('%j is no code, and costs no attempt', (code) => {
    expect(faults(confirmTotp, JSON.stringify({ code }))).toEqual([
      { pointer: '/code', detail: 'must be six digits' },
    ]);
  });

  test('an unknown field, whose name stays out of the answer', () => {
    expect(faults(confirmTotp, '{"code":"123456","<script>":1}')).toEqual([
      { pointer: '', detail: 'has an unknown field' },
    ]);
    expect(faults(confirmTotp, '{"code":"123456","a":1,"b":2}')).toEqual([
      { pointer: '', detail: 'has 2 unknown fields' },
    ]);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])('%s is a field like any other', (name) => {
    const body = `{"code":"123456","${name}":{"admin":true}}`;
    expect(faults(confirmTotp, body)).toEqual([{ pointer: '', detail: 'has an unknown field' }]);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  test('each fault has its pointer', () => {
    expect(faults(startPhone, '{"phoneNumber":"","channel":"fax"}')).toEqual([
      { pointer: '/phoneNumber', detail: 'must be at least 1 long' },
      { pointer: '/channel', detail: 'must be one of sms, call' },
    ]);
  });

  test('a method that is none', () => {
    expect(faults(verifyChallenge, '{"method":"password","code":"123456"}')).toEqual([
      { pointer: '/method', detail: 'must be one of totp, phone, backup_code' },
    ]);
  });

  test('a field with several faults is named once', () => {
    expect(faults(supportReset, '{"reset":"limits","reason":""}')).toEqual([
      { pointer: '/reason', detail: 'must be at least 1 long' },
    ]);
  });

  test('half of a surrogate pair, which nothing could store', () => {
    const body = '{"reset":"limits","reason":"\\ud83d"}';
    expect(faults(supportReset, body)).toEqual([
      { pointer: '/reason', detail: 'must be well-formed Unicode' },
    ]);
  });
});

describe('how it is sent', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'application/json; odata=verbose; charset=latin1',
    'application/jsonp',
    'text/plain; application/json',
    'json',
    '',
  ])('as %j: unsupported_media_type', (type) => {
    const parts = { body: '{"code":"123456"}', headers: { 'content-type': type } };
    expect(problemOf(confirmTotp, parts).code).toBe('unsupported_media_type');
  });

  test('over 16 KiB, also where characters take several bytes: request_too_large, before anything is parsed', () => {
    expect(problemOf(confirmTotp, { body: '"'.repeat(16 * 1024 + 1) }).code).toBe('request_too_large');
    expect(problemOf(confirmTotp, { body: 'é'.repeat(8 * 1024 + 1) }).code).toBe('request_too_large');
  });
});

describe('path and query', () => {
  test('an id that can be none is not found', () => {
    const body = '{"reset":"limits","reason":"asked"}';
    for (const userId of ['', 'x'.repeat(256), '\ud83d']) {
      expect(problemOf(supportReset, { body, params: { userId } }).code).toBe('not_found');
    }
  });

  test('an unknown or malformed query parameter is invalid', () => {
    const params = { userId: 'kim' };
    expect(problemOf(supportListEvents, { params, query: { page: '2' } }).code).toBe('invalid_request');
    expect(problemOf(supportListEvents, { params, query: { cursor: '../x' } }).extras.errors).toEqual([
      { pointer: '/cursor', detail: 'must be the cursor of a page' },
    ]);
  });
});

test('nothing that was sent is ever in the answer', () => {
  const random = seeded(9457);
  const mark = 'Qx7Zk2Vw';
  const junk = [
    mark,
    [mark],
    { [mark]: mark },
    { code: mark },
    { code: { [mark]: 1 } },
    { code: '123456', [mark]: mark },
    { method: mark, code: mark },
    { phoneNumber: [mark], channel: mark, locale: `${mark}_` },
    { reset: mark, reason: [mark], reference: { [mark]: mark } },
  ];
  for (const operation of [confirmTotp, startPhone, verifyChallenge, supportReset, startChallenge]) {
    for (const value of junk) {
      const text = JSON.stringify(value);
      const cut = text.slice(0, 1 + random.below(text.length));
      for (const body of [text, cut]) {
        const problem = problemOf(operation, { body, params: { userId: 'kim', challengeId: 'x' } });
        expect(JSON.stringify([problem.code, problem.message, problem.extras, problem.cause])).not.toContain(
          mark,
        );
      }
    }
  }
});
