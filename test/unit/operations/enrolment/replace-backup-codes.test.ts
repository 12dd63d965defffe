/** A new set of backup codes; the old ones stop working at once. */

import {
  type AssertionClaims,
  exemptAssertion,
  verifiedAssertion,
} from '../../../../shared/domain/assertion.ts';
import { findBackupCode } from '../../../../shared/domain/backup-codes.ts';
import type { User } from '../../../../shared/domain/user.ts';
import { assertionFacts } from '../../../../shared/operations/assertion-facts.ts';
import { replaceBackupCodes } from '../../../../shared/operations/enrolment/replace-backup-codes.ts';
import { KIM, kim, MINUTE, NOW, ROBIN } from '../../support/users.ts';
import {
  BACKUP_CODES,
  caller,
  EMAIL,
  KEYS,
  outage,
  request,
  withApp,
  withoutSid,
  world,
} from '../../support/world.ts';

const refusedWith = (code: string) => ({ ok: false, error: { code } });

function replacing(user: User = withApp()) {
  const all = world(user);
  return {
    ...all,
    replace: (headers = {}, by = caller) =>
      replaceBackupCodes(all.deps)({ ...request(by, headers), body: {} }),
  };
}

test('those that are shown are those that are stored, and no old one is', async () => {
  const { replace, stepUp, users } = replacing();

  const replaced = await replace(await stepUp());

  const shown = replaced.ok ? replaced.value.backupCodes : [];
  const found = shown.map((code) => findBackupCode(KEYS, users.kim(), code));
  expect(new Set(found).size).toBe(10);
  expect(users.kim().backupCodes).toMatchObject({ hashes: found, generatedAt: NOW });
  for (const old of BACKUP_CODES) expect(findBackupCode(KEYS, users.kim(), old)).toBeUndefined();
});

test('it is told of, and where notices go is remembered', async () => {
  const { replace, stepUp, users } = replacing();
  await replace({ ...(await stepUp()), 'accept-language': 'sv' });

  expect(users.events).toEqual([{ type: 'BackupCodesReplaced', count: 10, at: NOW }]);
  const { contact } = users.kim();
  expect(contact && Buffer.from(KEYS.open('email', KIM, contact.email)).toString()).toBe(EMAIL);
  expect(contact?.locale).toBe('sv');
});

test('there are none without a second factor', async () => {
  const { replace, users } = replacing(kim());

  expect(await replace()).toEqual(refusedWith('not_enabled'));
  expect(users.landed()).toBe(0);
});

test('no codes are shown that could not be written', async () => {
  const { replace, stepUp, users } = replacing();
  const headers = await stepUp();
  users.meets(() => {
    throw outage('dynamodb');
  });

  await expect(replace(headers)).rejects.toEqual(outage('dynamodb'));
});

describe('it takes a step-up', () => {
  test.each(['nothing of the kind', ''])('which “%s” is not', async (assertion) => {
    const { replace } = replacing();

    expect(await replace({ 'x-2fa-assertion': assertion })).toEqual(refusedWith('step_up_required'));
    expect(await replace()).toEqual(refusedWith('step_up_required'));
  });

  test.each<[string, (claims: AssertionClaims) => AssertionClaims]>([
    ['another customer’s', (claims) => ({ ...claims, sub: ROBIN })],
    ['another session’s', (claims) => ({ ...claims, sid: 'other' })],
    ['a skipped prompt’s', (claims) => ({ ...claims, outcome: 'skipped' })],
    ['one that is void', (claims) => ({ ...claims, outcome: 'void' })],
  ])('which %s is not', async (_whose, change) => {
    const { replace, deps, signer, users } = replacing();
    const facts = assertionFacts(deps, caller, users.kim());
    const claims = change(verifiedAssertion(facts, { method: 'totp' }, 'step_up'));

    const header = { 'x-2fa-assertion': await signer.sign(claims) };
    expect(await replace(header)).toEqual(refusedWith('step_up_required'));
    expect(users.landed()).toBe(0);
  });

  test('which the assertion of an exempt sign-in is not', async () => {
    const { replace, deps, signer, users } = replacing();
    const exempt = exemptAssertion(assertionFacts(deps, caller, users.kim()), 'sso');

    expect(await replace({ 'x-2fa-assertion': await signer.sign(exempt) })).toEqual(
      refusedWith('step_up_required'),
    );
  });

  test('which a proof is for five minutes, in its own session', async () => {
    const { replace, stepUp, clock } = replacing();
    const proof = await stepUp();

    expect(await replace(proof, withoutSid(caller))).toEqual(refusedWith('step_up_required'));
    clock.advance(5 * MINUTE - 1);
    expect(await replace(proof)).toMatchObject({ ok: true });
    clock.advance(1);
    expect(await replace(proof)).toEqual(refusedWith('step_up_required'));
  });

  test('which is asked again of what another write has left: a proof of the factor before is none', async () => {
    const { replace, stepUp, overtake } = replacing();
    const proof = await stepUp();
    overtake((user) => ({ ...user, factorVersion: NOW }));

    expect(await replace(proof)).toEqual(refusedWith('step_up_required'));
  });
});
