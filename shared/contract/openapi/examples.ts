/** An example of each operation, for the OpenAPI document alone; a test holds each against its schema. */

import type { OperationId } from '../operations.ts';

export interface OperationExample {
  readonly request?: unknown;
  readonly reply?: unknown;
}

const CODE = '287082';
const NUMBER = '+1 ••• ••• ••00';
const ASSERTION = 'eyJhbGciOiJSUzI1NiJ9.eyJvdXRjb21lIjoidmVyaWZpZWQifQ.c2lnbmF0dXJl';
const LATER = '2026-03-01T12:10:00.000Z';
const BACKUP_CODES = [
  'R8MC-4W0V-HN5T-2ZKQ',
  '7DPX-EJ3A-9G6S-VB1Y',
  'K2QF-TM8H-0C4N-XWJR',
  '5ZVA-B9E7-GD3P-S6Y1',
  'HT4K-0NWQ-8RMJ-C2XF',
  'VE6B-3SYA-P7D9-1GZ5',
  'Q0JN-XF2M-W4KT-H8RC',
  '9YGP-D5Z1-VA6E-B3S7',
  'C8RX-KH0W-2TQJ-N4MF',
  'S1EZ-7BGY-5PV3-D9A6',
];

const sent = (channel: 'sms' | 'call') => ({
  phone: NUMBER,
  channel,
  expiresAt: LATER,
  resendAt: '2026-03-01T12:00:30.000Z',
  requestsRemaining: 9,
});

export const EXAMPLES: Readonly<Record<OperationId, OperationExample>> = {
  'get-status': {
    reply: {
      enabled: true,
      method: 'phone',
      phone: { number: NUMBER, channels: ['sms', 'call'] },
      enabledAt: '2026-02-11T09:30:00.000Z',
      backupCodes: { remaining: 9, generatedAt: '2026-02-11T09:30:00.000Z' },
      pending: { method: 'totp', expiresAt: LATER },
      canDisable: false,
    },
  },
  'start-totp': {
    request: {},
    reply: {
      secret: 'HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ',
      otpauthUri:
        'otpauth://totp/Mission%20Control:kim@example.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ&issuer=Mission%20Control&algorithm=SHA1&digits=6&period=30',
      qrCode: { png: 'data:image/png;base64,iVBORw0KGgo=', svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      expiresAt: LATER,
    },
  },
  'confirm-totp': {
    request: { code: CODE },
    reply: { enabled: true, method: 'totp', backupCodes: BACKUP_CODES, assertion: ASSERTION },
  },
  'start-phone': {
    request: { phoneNumber: '+1 (202) 555-0100', channel: 'sms', locale: 'en' },
    reply: sent('sms'),
  },
  'confirm-phone': {
    request: { code: CODE },
    reply: { enabled: true, method: 'phone', backupCodes: BACKUP_CODES, assertion: ASSERTION },
  },
  'replace-backup-codes': { request: {}, reply: { backupCodes: BACKUP_CODES } },
  'skip-enrolment': { request: {}, reply: { assertion: ASSERTION } },
  'turn-off': {},
  'list-events': {
    reply: {
      events: [
        {
          id: '001772366400000-0',
          type: 'SignInVerified',
          at: '2026-03-01T12:00:00.000Z',
          method: 'totp',
          purpose: 'sign_in',
        },
      ],
      cursor: null,
    },
  },
  'start-challenge': {
    request: { purpose: 'sign_in' },
    reply: {
      decision: 'challenge',
      challengeId: 'AAGSF2UIkAAq1fW7Cn3xYyTzB0mJ5vKpQeRwUuVxHhI',
      methods: ['phone', 'backup_code'],
      phone: { number: NUMBER, channels: ['sms', 'call'] },
      expiresAt: LATER,
    },
  },
  'send-challenge-code': { request: { channel: 'call', locale: 'en' }, reply: sent('call') },
  'verify-challenge': {
    request: { method: 'totp', code: CODE },
    reply: { assertion: ASSERTION, method: 'totp', backupCodesRemaining: 9 },
  },
  'support-get-user': {
    reply: {
      userId: 'user-1',
      enabled: true,
      method: 'totp',
      phone: null,
      enabledAt: '2026-02-11T09:30:00.000Z',
      backupCodes: { remaining: 9, generatedAt: '2026-02-11T09:30:00.000Z' },
      pending: null,
      canDisable: false,
      limits: [{ kind: 'attempts', count: 5, max: 5, remaining: 0, endsAt: '2026-03-01T12:01:00.000Z' }],
      lockedUntil: null,
      prompt: { firstAskedAt: '2026-02-10T08:00:00.000Z', skips: 1 },
      notices: 'mail',
      pseudonyms: ['1.3q2-7wEjRWeJq83v_u3-Hg', '2.yv66vr4REjRWeJq83v_tWg'],
    },
  },
  'support-list-events': {
    reply: {
      events: [
        { id: '001772366400000-0', type: 'SignInVerified', at: '2026-03-01T12:00:00.000Z', method: 'totp' },
      ],
      cursor: null,
    },
  },
  'support-reset': {
    request: {
      reset: 'factors',
      reason: 'Lost the device; identity checked by call-back',
      reference: 'CASE-4711',
    },
    reply: { reset: 'factors' },
  },
  'support-erase-user': {},
  'get-jwks': {
    reply: {
      keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'Vq3kX0bU7cN2mZ8a', n: 'sXch…', e: 'AQAB' }],
    },
  },
  'get-discovery': {
    reply: {
      issuer: 'https://2fa.portal.example',
      jwks_uri: 'https://2fa.portal.example/.well-known/jwks.json',
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      claims_supported: ['iss', 'aud', 'sub', 'outcome'],
    },
  },
  'get-elements': { reply: 'customElements.define(…)' },
  'get-openapi': { reply: { openapi: '3.1.1' } },
};
