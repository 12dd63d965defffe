/** Guessing passwords at the reference portal: slow for each address, and of no use against the others. */
import { createPasswordLimit } from '../../local/portal/backend/password-limit.ts';

const MINUTE = 60_000;
const ADA = 'ada@mission.example';

function limited() {
  let now = Date.UTC(2026, 10, 1);
  const limit = createPasswordLimit(() => now);
  const waits = (times: number, address = ADA) => Array.from({ length: times }, () => limit.attempt(address));
  const pass = (ms: number) => {
    now += ms;
  };
  return { limit, waits, pass };
}

test('five attempts in a minute are compared; the sixth waits until the first is a minute old', () => {
  const { waits, pass } = limited();
  expect(waits(1)).toEqual([undefined]);
  pass(59_000);
  expect(waits(5)).toEqual([undefined, undefined, undefined, undefined, 1]);
  pass(1000);
  expect(waits(2)).toEqual([undefined, 59]);
});

test('an attempt that is refused does not prolong the wait', () => {
  const { waits, pass } = limited();
  waits(5);
  pass(MINUTE / 2);
  waits(50);
  pass(MINUTE / 2);
  expect(waits(1)).toEqual([undefined]);
});

test('twenty in an hour, at whatever pace', () => {
  const { waits, pass } = limited();
  for (let minute = 0; minute < 20; minute++) {
    expect(waits(1)).toEqual([undefined]);
    pass(MINUTE);
  }
  expect(waits(1)).toEqual([40 * 60]);
  pass(40 * MINUTE);
  expect(waits(1)).toEqual([undefined]);
});

test('each address has a count of its own, and a right password clears it', () => {
  const { limit, waits } = limited();
  waits(5);
  expect(waits(1, 'sam@mission.example')).toEqual([undefined]);
  limit.right(ADA);
  expect(waits(1)).toEqual([undefined]);
});
