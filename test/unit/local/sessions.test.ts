/** Sessions of the reference portal end: by themselves, by signing out, and when the second factor changes elsewhere. */
import { createSessions } from '../../local/portal/backend/sessions.ts';

const MINUTE = 60_000;
const admission = { outcome: 'verified', method: 'totp', purpose: 'sign_in' } as const;
const ada = { userId: 'user-ada', email: 'ada@mission.example', name: 'Ada' };
const sam = { userId: 'user-sam', email: 'sam@mission.example', name: 'Sam' };

function portal() {
  let now = Date.UTC(2026, 10, 1);
  const sessions = createSessions(() => now);
  const open = (account = ada) => sessions.open({ account, loginMethod: 'password', isSignUp: false });
  return {
    sessions,
    open,
    admitted: () => sessions.admit(open(), admission),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('without a request for half an hour it ends, and each request begins the half hour anew', () => {
  const { sessions, admitted, pass } = portal();
  const cookie = admitted();
  for (let times = 0; times < 3; times++) {
    pass(30 * MINUTE - 1);
    expect(sessions.find(cookie)?.account).toEqual(ada);
  }
  pass(30 * MINUTE);
  expect(sessions.find(cookie)).toBeUndefined();
});

test('twelve hours after admission it ends, however much it is used', () => {
  const { sessions, admitted, pass } = portal();
  const cookie = admitted();
  for (let quarter = 1; quarter < 48; quarter++) {
    pass(15 * MINUTE);
    expect(sessions.find(cookie)).toBeDefined();
  }
  pass(15 * MINUTE);
  expect(sessions.find(cookie)).toBeUndefined();
});

test('with the password alone it lasts half an hour, however much it is used, and can’t be admitted after that', () => {
  const { sessions, open, pass } = portal();
  const cookie = open();
  pass(20 * MINUTE);
  expect(sessions.find(cookie)).toBeDefined();
  pass(10 * MINUTE);
  expect(sessions.find(cookie)).toBeUndefined();
  expect(() => sessions.admit(cookie, admission)).toThrow('only an open session');
});

test('signing out ends it', () => {
  const { sessions, admitted } = portal();
  const cookie = admitted();
  sessions.close(cookie);
  expect(sessions.find(cookie)).toBeUndefined();
});

test('admission gives the session another cookie, and the old one is worth nothing', () => {
  const { sessions, open } = portal();
  const before = open();
  const after = sessions.admit(before, admission);
  expect(sessions.find(before)).toBeUndefined();
  expect(sessions.find(after)?.state).toMatchObject({ name: 'admitted' });
});

test('all other sessions of a customer can be ended, and nobody else’s', () => {
  const { sessions, open, admitted } = portal();
  const [own, other, half, sams] = [admitted(), admitted(), open(), open(sam)];
  sessions.closeOthers(own);
  const alive = [own, other, half, sams].map((cookie) => sessions.find(cookie)?.account.name);
  expect(alive).toEqual(['Ada', undefined, undefined, 'Sam']);
});
