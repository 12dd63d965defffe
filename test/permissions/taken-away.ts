/**
 * Lives through customers' journeys with permissions taken away, to see that each is missed: all that are not missed
 * yet are withheld, an operation fails for the first that it needs, gets that one back, and is tried again.
 */

import type { OperationId } from '../../shared/contract/operations.ts';
import { liveThrough } from '../bench/journey.ts';
import { createRecorder, functionPrefix, type Recorder, type Send } from '../bench/recorder.ts';
import type { Permission } from '../local/emulator/iam/permissions.ts';
import type { LocalSystem } from '../local/system.ts';

export interface Outcome {
  readonly permission: Permission;
  /** The operation that failed without it, and how; undefined where none did. */
  readonly failed: string | undefined;
}

const BEHIND_STREAM = /publishevents|sendnotices/;
/**
 * What Lambda does in a function's name: writing logs and traces fails without a word, and reading the stream and
 * putting away what fails are asked for when the deployment sets them. `infra/permissions` has these.
 */
const BY_LAMBDA = /^(logs|xray|sqs):|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;
/** SES asks for it where it is named in the settings, or the identity's default, which only the account knows. */
export const NOT_ASKED = /:configuration-set\//;
/** What an environment asks for once and keeps. */
const KEPT = /^kms:(GenerateMac|GetPublicKey)$/;
/** Until another code may be sent. */
const COOLDOWN_MS = 31_000;
/** More than any function has permissions. */
const MOST_TRIES = 40;

/** @param granted of the functions of this system, none of which has been called before. */
export async function takeAway(
  system: LocalSystem,
  granted: readonly Permission[],
): Promise<readonly Outcome[]> {
  const failed = new Map<Permission, string>();
  const judged = granted.filter(
    ({ action, resource }) => !BY_LAMBDA.test(action) && !NOT_ASKED.test(resource),
  );
  const left = (): readonly Permission[] => judged.filter((one) => !failed.has(one));
  const plain = createRecorder(system);

  const statusOf = (error: unknown): string => {
    const status = error instanceof Error ? /answered (\d+)/.exec(error.message)?.[1] : undefined;
    if (status === undefined) throw error;
    return status;
  };

  async function send(operation: OperationId, request: Send) {
    let alone: Permission | undefined;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const before = system.permissions.refusals().length;
      const ofFunction = left().filter(({ functionName }) =>
        functionName.includes(functionPrefix(operation)),
      );
      system.permissions.withhold(alone === undefined ? ofFunction : [alone]);
      try {
        return await plain.send(operation, request);
      } catch (error) {
        const status = statusOf(error);
        const missing = [...new Set(system.permissions.refusals().slice(before))];
        const [first, ...others] = missing.toSorted(
          (one, other) => Number(KEPT.test(other.action)) - Number(KEPT.test(one.action)),
        );
        // The try before has sent a code: the next one may be sent a little later.
        if (first === undefined && status === '429') system.clock.advance(COOLDOWN_MS);
        else if (first === undefined) throw error;
        // Only what is refused alone is known to be what the operation fails for.
        else if (others.length > 0) alone = first;
        else {
          failed.set(first, `${operation} answers ${status}`);
          alone = undefined;
        }
      } finally {
        system.permissions.withhold([]);
      }
    }
    throw new Error(`${operation} does not succeed with all of its permissions`);
  }

  const recorder: Recorder = { ...plain, send };
  for (const [sub, phoneNumber] of [
    ['first-customer', '+12025550100'],
    ['second-customer', '+12025550101'],
  ] as const) {
    await liveThrough({ sub, phoneNumber }, system, recorder);
    await beside(sub, system, recorder);
    await system.idle();
  }
  await missedByEvents(system, left, (permission, how) => failed.set(permission, how));
  return judged.map((permission) => ({ permission, failed: failed.get(permission) }));
}

/** What the journey does not have: an enrolment by call, an app in its place, and support that looks at the trail alone. */
async function beside(sub: string, system: LocalSystem, { send }: Recorder): Promise<void> {
  const claims = { sub: `${sub}-2`, sid: 'session', email: `${sub}@portal.example` };
  const phoneNumber = `+120255501${sub.startsWith('first') ? '10' : '11'}`;
  const body = { phoneNumber, channel: 'call' };
  await send('start-phone', { situation: 'call', expect: 202, claims, body });
  const spoken = system.controls.messages(phoneNumber).at(-1)?.text ?? '';
  const code = /(?:\d[\s,.]*){6}/.exec(spoken)?.[0].replaceAll(/\D/g, '') ?? '';
  const confirmed = await send('confirm-phone', { situation: 'call', expect: 200, claims, body: { code } });
  const assertion = String(confirmed.assertion);
  await send('start-totp', { situation: 'in its place', expect: 201, claims, assertion, body: {} });
  const params = { userId: claims.sub };
  const agent = { sub: `agent-of-${sub}`, scope: '2fa:support' };
  await send('support-list-events', { situation: 'alone', expect: 200, claims: agent, params });
  const reset = { reset: 'limits', reason: 'lost phone' };
  await send('support-reset', { situation: 'limits', expect: 200, claims: agent, params, body: reset });
}

/** How often it is looked whether an event has met something that is missing: between two tries there is more. */
const LOOK_MS = 5;

/** The functions behind the stream: one without a permission fails, and the event comes again until it goes through. */
async function missedByEvents(
  system: LocalSystem,
  left: () => readonly Permission[],
  miss: (permission: Permission, how: string) => void,
): Promise<void> {
  let seen = system.permissions.refusals().length;
  const giveBack = (): void => {
    const refusals = system.permissions.refusals();
    for (const permission of refusals.slice(seen)) miss(permission, 'an event is refused, and waits');
    seen = refusals.length;
    system.permissions.withhold(left().filter(({ functionName }) => BEHIND_STREAM.test(functionName)));
  };
  giveBack();
  const looking = setInterval(giveBack, LOOK_MS);
  try {
    for (const [sub, phoneNumber] of [
      ['third-customer', '+12025550120'],
      ['fourth-customer', '+12025550121'],
    ] as const) {
      await liveThrough({ sub, phoneNumber }, system, createRecorder(system));
      await system.idle();
    }
  } finally {
    clearInterval(looking);
    system.permissions.withhold([]);
  }
}
