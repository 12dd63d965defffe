/** POST /v1/2fa/totp/confirm: a code from the app proves it, and puts it in force. */

import type { UseCase } from '../../contract/operation.ts';
import type { confirmTotp as operation } from '../../contract/operations/confirm-totp.ts';
import * as rules from '../../domain/enrolment.ts';
import { type ConfirmDependencies, confirmEnrolment } from './confirm-enrolment.ts';

export const confirmTotp =
  (deps: ConfirmDependencies): UseCase<typeof operation> =>
  (request) =>
    confirmEnrolment(deps, request, rules.confirmTotp);
