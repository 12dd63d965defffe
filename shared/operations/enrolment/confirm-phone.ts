/** POST /v1/2fa/phone/confirm: the code that was sent proves the number, and puts it in force. */

import type { UseCase } from '../../contract/operation.ts';
import type { confirmPhone as operation } from '../../contract/operations/confirm-phone.ts';
import * as rules from '../../domain/enrolment.ts';
import { type ConfirmDependencies, confirmEnrolment } from './confirm-enrolment.ts';

export const confirmPhone =
  (deps: ConfirmDependencies): UseCase<typeof operation> =>
  (request) =>
    confirmEnrolment(deps, request, rules.confirmPhone);
