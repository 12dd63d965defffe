/** Every operation of the API, in the order in which the documentation shows them. */

import type { OfferedMethod } from '../domain/method.ts';
import type { Operation } from './operation.ts';
import { confirmPhone } from './operations/confirm-phone.ts';
import { confirmTotp } from './operations/confirm-totp.ts';
import { getDiscovery } from './operations/get-discovery.ts';
import { getElements } from './operations/get-elements.ts';
import { getJwks } from './operations/get-jwks.ts';
import { getOpenapi } from './operations/get-openapi.ts';
import { getStatus } from './operations/get-status.ts';
import { listEvents } from './operations/list-events.ts';
import { replaceBackupCodes } from './operations/replace-backup-codes.ts';
import { sendChallengeCode } from './operations/send-challenge-code.ts';
import { skipEnrolment } from './operations/skip-enrolment.ts';
import { startChallenge } from './operations/start-challenge.ts';
import { startPhone } from './operations/start-phone.ts';
import { startTotp } from './operations/start-totp.ts';
import { supportEraseUser } from './operations/support-erase-user.ts';
import { supportGetUser } from './operations/support-get-user.ts';
import { supportListEvents } from './operations/support-list-events.ts';
import { supportReset } from './operations/support-reset.ts';
import { turnOff } from './operations/turn-off.ts';
import { verifyChallenge } from './operations/verify-challenge.ts';

export const OPERATIONS = [
  getStatus,
  startTotp,
  confirmTotp,
  startPhone,
  confirmPhone,
  replaceBackupCodes,
  skipEnrolment,
  turnOff,
  listEvents,
  startChallenge,
  sendChallengeCode,
  verifyChallenge,
  supportGetUser,
  supportListEvents,
  supportReset,
  supportEraseUser,
  getJwks,
  getDiscovery,
  getOpenapi,
  getElements,
] as const satisfies readonly Operation[];

export type OperationId = (typeof OPERATIONS)[number]['id'];

/** The operations that are served where these methods are offered. */
export const operationsWith = (methods: readonly OfferedMethod[]) =>
  OPERATIONS.filter(
    (operation) =>
      !('offeredWith' in operation) || operation.offeredWith.some((method) => methods.includes(method)),
  );
