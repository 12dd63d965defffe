/** Bodies of errors: the service's own, and API Gateway's. */

import * as z from 'zod/mini';
import { PROBLEMS, type Problem, type ProblemCode, type RequestFault } from '../../problems.ts';
import { described, type Schemas } from '../described.ts';

const problemCode = z.enum(Object.keys(PROBLEMS) as ProblemCode[]);

const requestFault = z.object({
  pointer: z.string(),
  detail: z.string(),
}) satisfies z.ZodMiniType<RequestFault>;

/** Not strict: clients ignore members that they do not know (RFC 9457 §3.2). */
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: problemCode,
  requestId: z.string(),
  errors: z.exactOptional(z.array(requestFault)),
  attemptsRemaining: z.exactOptional(z.int().check(z.nonnegative())),
}) satisfies z.ZodMiniType<Problem>;

const gatewayMessage = z.object({ message: z.string() });

export const ERRORS = {
  Problem: described(problem, 'What went wrong (RFC 9457).', {
    type: 'URN of the kind of problem.',
    title: 'The kind of problem, in English.',
    status: 'The HTTP status.',
    detail: 'What the user may be shown, in English.',
    code: 'The kind of problem: switch on this.',
    requestId: 'As in `x-request-id`; name it to support.',
    errors: 'The faults of an invalid request.',
    attemptsRemaining: 'With `wrong_code`: tries that are left before a limit is in force.',
  }),
  ProblemCode: described(problemCode, 'Stable. New ones may be added; treat an unknown one by its status.'),
  RequestFault: described(requestFault, 'One fault of the request.', {
    pointer: 'JSON pointer (RFC 6901) into the body; empty for the whole.',
    detail: 'What is wrong, in English.',
  }),
  GatewayMessage: described(gatewayMessage, 'What API Gateway answers by itself: no problem details.', {
    message: 'In English. It is no code: switch on the status.',
  }),
} as const satisfies Schemas;
