/** Every state that an element can be in, with the service's answers that lead there. */

import type { Page } from 'playwright-core';

/** An answer of the service; `status` 0 never comes. */
export interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly retryAfter?: number;
}

export interface ElementState {
  readonly name: string;
  readonly element: 'challenge' | 'setup' | 'prompt' | 'security' | 'support';
  readonly attributes?: Readonly<Record<string, string>>;
  /** By method and path; everything else is not found. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** What the customer does to get there. Parts and roles only, so that it works in every language. */
  readonly steps?: (page: Page) => Promise<unknown>;
  /** A selector of what is there once the state is reached. */
  readonly shows: string;
}

const SOON = new Date(Date.now() + 20_000).toISOString();
const LATER = new Date(Date.now() + 600_000).toISOString();
/** A square of one pixel. */
const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const ok = (body: object): Answer => ({ status: 200, body });
const problem = (status: number, code: string, more: object = {}, retryAfter?: number): Answer => ({
  status,
  body: { status, code, detail: 'not shown', requestId: 'r-1234567890', ...more },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const phone = { number: '+12 ••• •• 42', channels: ['sms', 'call'] };
const asked = (...methods: string[]): Answer =>
  ok({
    decision: 'challenge',
    challengeId: 'c1',
    methods,
    expiresAt: LATER,
    ...(methods.includes('phone') ? { phone } : {}),
  });
const sent = ok({
  phone: phone.number,
  channel: 'call',
  expiresAt: LATER,
  resendAt: SOON,
  requestsRemaining: 9,
});
const verified = (backupCodesRemaining: number): Answer =>
  ok({ outcome: 'verified', assertion: 'a.b.c', backupCodesRemaining });
const enrol = ok({ decision: 'enroll', skippable: true, methods: ['totp', 'sms', 'call'] });
const totp = (expiresAt: string): Answer =>
  ok({
    secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    otpauthUri: 'otpauth://totp/Portal:ada?secret=JBSWY3DPEHPK3PXP&issuer=Portal',
    qrCode: { png: PNG, svg: '' },
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    expiresAt,
  });
const codes = Array.from({ length: 10 }, (_, index) => `ABCD-EFGH-JKMN-PQR${index}`);
const enabled = ok({ enabled: true, method: 'totp', backupCodes: codes, assertion: 'a.b.c' });
const status = (more: object): Answer =>
  ok({
    enabled: true,
    method: 'totp',
    phone: null,
    enabledAt: '2026-03-01T10:00:00Z',
    backupCodes: { remaining: 10, generatedAt: '2026-03-01T10:00:00Z' },
    pending: null,
    canDisable: false,
    ...more,
  });

const START = 'POST /v1/challenges';
const SEND = 'POST /v1/challenges/c1/code';
const VERIFY = 'POST /v1/challenges/c1/verify';
const STATUS = 'GET /v1/2fa';

const code = (page: Page) => page.locator('input[name=code], input[autocomplete=one-time-code]').last();
const enter = (text: string) => async (page: Page) => {
  await code(page).fill(text);
  await page.locator('[data-part=primary]').last().click();
};
const press =
  (selector: string) =>
  async (page: Page): Promise<void> =>
    page.locator(selector).first().click();
const inTurn =
  (...steps: readonly ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page): Promise<void> => {
    for (const step of steps) await step(page);
  };
const sendByCall = press('button[value=call]');
const BACKUP = '[data-part=actions] [data-part=link]';

const challenge = (
  name: string,
  answers: ElementState['answers'],
  shows: string,
  steps?: ElementState['steps'],
): ElementState => ({
  name: `challenge: ${name}`,
  element: 'challenge',
  attributes: { account: 'ada@portal.example', 'support-url': 'mailto:help@portal.example' },
  answers,
  shows,
  ...(steps ? { steps } : {}),
});

const setup = (
  name: string,
  start: 'totp' | 'phone',
  answers: ElementState['answers'],
  shows: string,
  steps?: ElementState['steps'],
): ElementState => ({
  name: `setup: ${name}`,
  element: 'setup',
  attributes: { start, 'support-url': 'mailto:help@portal.example' },
  answers,
  shows,
  ...(steps ? { steps } : {}),
});

const security = (
  name: string,
  answers: ElementState['answers'],
  shows: string,
  steps?: ElementState['steps'],
): ElementState => ({
  name: `security: ${name}`,
  element: 'security',
  answers,
  shows,
  ...(steps ? { steps } : {}),
});

const typePhone = (text: string) => async (page: Page) => page.locator('input[type=tel]').fill(text);

export const ELEMENT_STATES: readonly ElementState[] = [
  challenge('loading', { [START]: { status: 0 } }, '[data-part=loading]'),
  challenge(
    'the service is not reached',
    { [START]: problem(503, 'unavailable', {}, 5) },
    '[role=alert]:not(:empty)',
  ),
  challenge('app', { [START]: asked('totp', 'backup_code') }, 'input'),
  challenge(
    'app, wrong code',
    { [START]: asked('totp', 'backup_code'), [VERIFY]: problem(422, 'wrong_code', { attemptsRemaining: 4 }) },
    'input[aria-invalid=true]',
    enter('123456'),
  ),
  challenge(
    'app, locked',
    { [START]: asked('totp', 'backup_code'), [VERIFY]: problem(429, 'too_many_attempts', {}, 60) },
    '[data-part=lock]',
    enter('123456'),
  ),
  challenge('phone', { [START]: asked('phone', 'backup_code') }, 'button[value=call]'),
  challenge(
    'phone, code on its way',
    { [START]: asked('phone', 'backup_code'), [SEND]: sent },
    '[data-part=sent]:not([hidden])',
    sendByCall,
  ),
  challenge(
    'phone, too soon',
    { [START]: asked('phone', 'backup_code'), [SEND]: problem(429, 'resend_too_soon', {}, 20) },
    '[role=alert]:not(:empty)',
    sendByCall,
  ),
  challenge(
    'phone, no more requests',
    { [START]: asked('phone', 'backup_code'), [SEND]: problem(429, 'too_many_requests', {}, 7200) },
    '[role=alert]:not(:empty)',
    sendByCall,
  ),
  challenge('backup code', { [START]: asked('totp', 'backup_code') }, 'input', press(BACKUP)),
  challenge(
    'two backup codes left',
    { [START]: asked('totp', 'backup_code'), [VERIFY]: verified(2) },
    '[data-part=warning]',
    inTurn(
      press(BACKUP),
      async (page) => page.locator('input').fill('ABCD-EFGH-JKMN-PQR2'),
      press('[type=submit]'),
    ),
  ),
  {
    name: 'prompt',
    element: 'prompt',
    answers: { [START]: enrol },
    shows: '[data-part=primary]',
  },
  setup('app', 'totp', { 'POST /v1/2fa/totp': totp(LATER) }, '[data-part=qr]'),
  setup('app, by hand', 'totp', { 'POST /v1/2fa/totp': totp(LATER) }, '[data-part=secret]', press('summary')),
  setup(
    'app, wrong code',
    'totp',
    {
      'POST /v1/2fa/totp': totp(LATER),
      'POST /v1/2fa/totp/confirm': problem(422, 'wrong_code', { attemptsRemaining: 3 }),
    },
    'input[aria-invalid=true]',
    enter('123456'),
  ),
  setup(
    'app, expired',
    'totp',
    { 'POST /v1/2fa/totp': totp(LATER), 'POST /v1/2fa/totp/confirm': problem(410, 'enrollment_expired') },
    '[data-part=warning]',
    enter('123456'),
  ),
  setup(
    'backup codes',
    'totp',
    { 'POST /v1/2fa/totp': totp(LATER), 'POST /v1/2fa/totp/confirm': enabled },
    '[data-part=codes]',
    enter('123456'),
  ),
  setup('phone', 'phone', {}, 'input[type=tel]'),
  setup(
    'phone, refused number',
    'phone',
    { 'POST /v1/2fa/phone': problem(422, 'phone_number_not_supported') },
    'input[aria-invalid=true]',
    inTurn(typePhone('+12025550142'), sendByCall),
  ),
  setup(
    'phone, code on its way',
    'phone',
    { 'POST /v1/2fa/phone': sent },
    '[data-part=sent]:not([hidden])',
    inTurn(typePhone('+12025550142'), sendByCall),
  ),
  security(
    'off',
    { [STATUS]: status({ enabled: false, method: null, enabledAt: null, backupCodes: null }) },
    '[role=switch]',
  ),
  security('app', { [STATUS]: status({}) }, '[data-part=rows]'),
  security(
    'phone, two backup codes left',
    {
      [STATUS]: status({
        method: 'phone',
        phone,
        backupCodes: { remaining: 2, generatedAt: '2026-03-01T10:00:00Z' },
      }),
    },
    '[data-part=warning]',
  ),
  security(
    'proof for a change',
    {
      [STATUS]: status({}),
      'POST /v1/2fa/backup-codes': problem(403, 'step_up_required'),
      [START]: asked('totp', 'backup_code'),
    },
    '[role=dialog] input',
    press('[data-part=row]:last-child button'),
  ),
  security(
    'activity',
    {
      [STATUS]: status({}),
      'GET /v1/2fa/events': ok({
        events: [
          { id: '2', type: 'SignInVerified', at: '2026-03-02T10:00:00Z' },
          { id: '1', type: 'TwoFactorEnabled', at: '2026-03-01T10:00:00Z' },
        ],
        cursor: 'more',
      }),
    },
    '[data-part=event]',
    press('summary'),
  ),
  {
    name: 'support',
    element: 'support',
    attributes: { 'support-url': 'mailto:help@portal.example' },
    answers: {},
    shows: '[data-part~=list]',
  },
];
