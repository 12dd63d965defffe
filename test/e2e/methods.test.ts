/** A service that offers authenticator apps alone, and what becomes of telephones that were set up before. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getStatus } from '../../shared/contract/operations/get-status.ts';
import { startChallenge } from '../../shared/contract/operations/start-challenge.ts';
import { startTotp } from '../../shared/contract/operations/start-totp.ts';
import { type LocalSystem, startLocalSystem } from '../local/system.ts';
import { type Client, createClient } from './support/client.ts';
import { enrolPhone, enrolTotp, freshNumber, prove, signIn } from './support/customer.ts';
import { onSam, platformOptions } from './support/platform.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'methods-'));
let system: LocalSystem | undefined;

/** The service anew, on the same data. */
async function offering(methods: readonly string[]): Promise<LocalSystem> {
  await system?.stop();
  const options = { apiPort: 0, portalPort: 0, stoppedClock: true, dataDir, settings: { methods } };
  system = await startLocalSystem({ ...platformOptions(), ...options });
  return system;
}

afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true });
});

const again = async (on: LocalSystem, sub: string): Promise<Client> =>
  createClient(on.apiUrl, (await signIn(on, { sub })).token);

test('apps alone: others can be neither set up nor asked for, and telephones of before have a way out', async () => {
  const before = await offering(['totp', 'sms', 'call']);
  const withPhone = await signIn(before);
  const { backupCodes } = await enrolPhone(before, withPhone, freshNumber());
  const [code = ''] = backupCodes;

  const apps = await offering(['totp']);

  // Nobody is offered anything else, nor served it.
  const customer = await signIn(apps);
  expect(await customer.get(startChallenge, { body: {} })).toMatchObject({
    decision: 'enroll',
    methods: ['totp'],
  });
  for (const path of ['/v1/2fa/phone', '/v1/2fa/phone/confirm', '/v1/challenges/x/code']) {
    const headers = { authorization: `Bearer ${customer.token}`, 'content-type': 'application/json' };
    const refused = await fetch(`${apps.apiUrl}${path}`, { method: 'POST', headers, body: '{}' });
    // What no route takes, the gateway answers.
    expect(refused.status).toBe(onSam ? 403 : 404);
  }
  const document = await (await fetch(`${apps.apiUrl}/openapi.json`)).text();
  expect(document).not.toContain('/v1/2fa/phone');
  await enrolTotp(apps, customer);

  // The telephone is no proof any more; a password alone sets up nothing in its place.
  const owner = await again(apps, withPhone.sub);
  expect(await owner.get(startChallenge, { body: {} })).toMatchObject({ methods: ['backup_code'] });
  expect(await owner.get(getStatus)).toMatchObject({ method: 'phone', phone: { channels: [] } });
  expect((await owner.refused(startTotp, { body: {} })).code).toBe('step_up_required');

  // The backup code gets in, and is the step-up for the switch.
  const stepUp = await prove(owner, code, { method: 'backup_code', purpose: 'step_up' });
  await enrolTotp(apps, owner, stepUp);
  expect(await owner.get(getStatus)).toMatchObject({ method: 'totp', phone: null });
});

test('an app that is no longer offered goes on, and can be switched', async () => {
  const before = await offering(['totp', 'sms']);
  const customer = await signIn(before);
  const { app } = await enrolTotp(before, customer);

  const texts = await offering(['sms']);
  // The app's clock is the one of before: both a minute later, when it shows a new code.
  texts.clock.advance(before.clock.now() + 60_000 - texts.clock.now());
  before.clock.advance(60_000);
  const owner = await again(texts, customer.sub);
  const stepUp = await prove(owner, app.code(), { purpose: 'step_up' });
  await enrolPhone(texts, owner, freshNumber(), { stepUp });
  expect(await owner.get(getStatus)).toMatchObject({ method: 'phone', phone: { channels: ['sms'] } });
});
