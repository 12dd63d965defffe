/** Every operation of the API, in the order in which the documentation shows them. */

import * as challenges from './challenges.ts';
import * as enrolment from './enrolment.ts';
import type { Operation } from './operation.ts';
import * as publicDocuments from './public.ts';
import * as support from './support.ts';

export const OPERATIONS = [
  enrolment.getStatus,
  enrolment.startTotp,
  enrolment.confirmTotp,
  enrolment.startPhone,
  enrolment.confirmPhone,
  enrolment.replaceBackupCodes,
  enrolment.skipEnrolment,
  enrolment.turnOff,
  challenges.startChallenge,
  challenges.sendChallengeCode,
  challenges.verifyChallenge,
  support.supportGetUser,
  support.supportListEvents,
  support.supportReset,
  publicDocuments.getJwks,
  publicDocuments.getOpenapi,
] as const satisfies readonly Operation[];

export type OperationId = (typeof OPERATIONS)[number]['id'];
