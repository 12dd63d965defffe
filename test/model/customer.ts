/** A customer as the portal sees one: what Kim has been shown and sent, and how an action becomes a request. */

import type { Headers } from '../../shared/contract/operation.ts';
import type { Refusal } from '../../shared/domain/refusal.ts';
import type { Result } from '../../shared/domain/result.ts';
import { Unavailable } from '../../shared/domain/unavailable.ts';
import { confirmPhone } from '../../shared/operations/enrolment/confirm-phone.ts';
import { confirmTotp } from '../../shared/operations/enrolment/confirm-totp.ts';
import { replaceBackupCodes } from '../../shared/operations/enrolment/replace-backup-codes.ts';
import { skipEnrolment } from '../../shared/operations/enrolment/skip-enrolment.ts';
import { startPhone } from '../../shared/operations/enrolment/start-phone.ts';
import { startTotp } from '../../shared/operations/enrolment/start-totp.ts';
import { turnOff } from '../../shared/operations/enrolment/turn-off.ts';
import { sendChallengeCode } from '../../shared/operations/sign-in/send-challenge-code.ts';
import { startChallenge } from '../../shared/operations/sign-in/start-challenge.ts';
import { verifyChallenge } from '../../shared/operations/sign-in/verify-challenge.ts';
import { resetUser } from '../../shared/operations/support/reset-user.ts';
import { authenticator } from '../unit/support/authenticator.ts';
import type { Action, AppCode, BackupCodeChoice, SentCodeChoice, StepUpChoice } from './action.ts';
import { agent, caller, KIM, type Request } from './service.ts';

/** Mobile numbers of Kim's. */
export const PHONES = ['+12025550123', '+12025550188'] as const;

/** What Kim has. Everything is in the order in which it came. */
export interface Belongings {
  /** Of authenticator apps, base32. */
  readonly secrets: string[];
  /** The secret whose app Kim uses. */
  secret: string | undefined;
  readonly sentCodes: { readonly code: string; readonly challengeId: string | undefined }[];
  readonly challenges: string[];
  readonly backupCodes: string[];
  readonly assertions: string[];
  lastAppCode: string;
}

export const nothingYet = (): Belongings => ({
  secrets: [],
  secret: undefined,
  sentCodes: [],
  challenges: [],
  backupCodes: [],
  assertions: [],
  lastAppCode: '000000',
});

/** What was really sent. */
export interface Sent {
  readonly code?: string;
  readonly challengeId?: string;
  readonly assertion?: string | undefined;
  readonly phone?: string;
}

/** What came back. */
export type Answer =
  | { readonly is: 'ok'; readonly value: Shown }
  | { readonly is: 'refused'; readonly error: Refusal }
  | { readonly is: 'unavailable' };

/** Whatever an answer may show. */
export interface Shown {
  readonly secret?: string;
  readonly backupCodes?: readonly string[] | undefined;
  readonly assertion?: string;
  readonly challengeId?: string;
  readonly backupCodesRemaining?: number;
}

/** A challenge that nobody has asked for. */
const NO_CHALLENGE = Buffer.alloc(32).toString('base64url');
const NO_BACKUP_CODE = '0000-0000-0000-0000';

/** The request of an action, with what Kim has now. */
export function requestOf(
  action: Action,
  has: Belongings,
  now: number,
): { readonly sent: Sent; readonly perform: (request: Request) => Promise<Answer> } {
  switch (action.do) {
    case 'start app': {
      const sent = stepUp(action.stepUp, has);
      return {
        sent,
        perform: ({ deps }) => answered(startTotp(deps)({ ...bare, headers: headersOf(sent), body: {} })),
      };
    }
    case 'replace backup codes': {
      const sent = stepUp(action.stepUp, has);
      const request = { ...bare, headers: headersOf(sent), body: {} };
      return { sent, perform: ({ deps }) => answered(replaceBackupCodes(deps)(request)) };
    }
    case 'turn off': {
      const sent = stepUp(action.stepUp, has);
      const request = { ...bare, headers: headersOf(sent), body: undefined };
      return { sent, perform: ({ deps }) => answered(turnOff(deps)(request)) };
    }
    case 'confirm app':
      return confirm(confirmTotp, appCode(action.code, has, has.secrets.at(-1), now));
    case 'confirm phone':
      return confirm(confirmPhone, sentCode(action.code, has));
    case 'start phone': {
      const phone = PHONES[action.phone] ?? PHONES[0];
      const sent = { ...stepUp(action.stepUp, has), phone };
      const body = { phoneNumber: phone, channel: action.channel };
      return {
        sent,
        perform: ({ deps }) => answered(startPhone(deps)({ ...bare, headers: headersOf(sent), body })),
      };
    }
    case 'skip':
      return { sent: {}, perform: ({ deps }) => answered(skipEnrolment(deps)({ ...bare, body: {} })) };
    case 'ask': {
      const body = { purpose: action.purpose };
      return { sent: {}, perform: ({ deps }) => answered(startChallenge(deps)({ ...bare, body })) };
    }
    case 'send code': {
      const challengeId = challenge(action.challenge, has);
      const body = { channel: action.channel };
      return {
        sent: { challengeId },
        perform: ({ deps }) => answered(sendChallengeCode(deps)({ ...bare, params: { challengeId }, body })),
      };
    }
    case 'answer by app':
      return verify('totp', action.challenge, appCode(action.code, has, has.secret, now));
    case 'answer by phone':
      return verify('phone', action.challenge, sentCode(action.code, has));
    case 'answer by backup code':
      return verify('backup_code', action.challenge, backupCode(action.code, has));
    case 'support resets': {
      const body = { reset: action.reset, reason: 'Lost the device' };
      return {
        sent: {},
        perform: ({ deps }) =>
          answered(resetUser(deps)({ ...bare, caller: agent, params: { userId: KIM }, body })),
      };
    }
    default:
      return action satisfies never;
  }

  function confirm(useCase: typeof confirmTotp | typeof confirmPhone, code: string) {
    return {
      sent: { code },
      perform: ({ deps }: Request) => answered(useCase(deps)({ ...bare, body: { code } })),
    };
  }

  function verify(method: 'totp' | 'phone' | 'backup_code', newest: number, code: string) {
    const challengeId = challenge(newest, has);
    return {
      sent: { code, challengeId },
      perform: ({ deps }: Request) =>
        answered(verifyChallenge(deps)({ ...bare, params: { challengeId }, body: { method, code } })),
    };
  }
}

const bare = { caller, headers: {}, params: undefined, query: undefined } as const;

/** What a use case answers, or that a service was out of order; anything else that is thrown is a fault of ours. */
async function answered(answer: Promise<Result<unknown, Refusal>>): Promise<Answer> {
  try {
    const result = await answer;
    return result.ok
      ? { is: 'ok', value: (result.value ?? {}) as Shown }
      : { is: 'refused', error: result.error };
  } catch (error) {
    if (error instanceof Unavailable) return { is: 'unavailable' };
    throw error;
  }
}

function stepUp(choice: StepUpChoice, has: Belongings): Sent {
  const assertion = choice === 'none' ? undefined : nth(has.assertions, choice);
  return assertion === undefined ? {} : { assertion };
}

const headersOf = ({ assertion }: Sent): Headers =>
  assertion === undefined ? {} : { 'x-2fa-assertion': assertion };

const challenge = (newest: number, has: Belongings): string => nth(has.challenges, newest) ?? NO_CHALLENGE;

function appCode(choice: AppCode, has: Belongings, secret: string | undefined, now: number): string {
  if (choice === 'guess' || secret === undefined) return '123456';
  if (choice === 'last tried') return has.lastAppCode;
  const code = authenticator(secret).codeAt(now, { now: 0, 'step before': -1, 'step after': 1 }[choice]);
  has.lastAppCode = code;
  return code;
}

const sentCode = (choice: SentCodeChoice, has: Belongings): string =>
  (choice === 'guess' ? undefined : nth(has.sentCodes, choice)?.code) ?? '123456';

const backupCode = (choice: BackupCodeChoice, has: Belongings): string =>
  (choice === 'guess' ? undefined : nth(has.backupCodes, choice)) ?? NO_BACKUP_CODE;

/** Counted from the newest. */
const nth = <T>(list: readonly T[], newest: number): T | undefined => list.at(-1 - newest);
