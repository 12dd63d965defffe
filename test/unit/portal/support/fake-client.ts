/** A client whose calls are answered as a test says, and are kept. */

import type { Client } from '../../../../shared/portal/client/src/client.ts';
import { type ClientProblemCode, ProblemError } from '../../../../shared/portal/client/src/problem.ts';

type Operation = keyof Client;
/** By operation: the answers in turn; a `ProblemError` is thrown. */
export type Script = {
  readonly [O in Operation]?: readonly (Awaited<ReturnType<Client[O]>> | ProblemError)[];
};

export interface FakeClient {
  readonly client: Client;
  /** Name and arguments of every call, in order. */
  readonly calls: (readonly unknown[])[];
}

const OPERATIONS: readonly Operation[] = [
  'getStatus',
  'startTotp',
  'confirmTotp',
  'startPhone',
  'confirmPhone',
  'replaceBackupCodes',
  'skipEnrolment',
  'turnOff',
  'listEvents',
  'startChallenge',
  'sendChallengeCode',
  'verifyChallenge',
  'supportGetUser',
  'supportListEvents',
  'supportReset',
  'supportEraseUser',
];

export function fakeClient(script: Script): FakeClient {
  const calls: (readonly unknown[])[] = [];
  const answers = new Map(
    OPERATIONS.map((operation) => [operation, [...(script[operation] ?? [])] as unknown[]]),
  );
  const operation = (name: Operation) => [
    name,
    async (...given: readonly unknown[]) => {
      calls.push([name, ...given]);
      const answer = answers.get(name)?.shift();
      if (answer === undefined) throw new Error(`${name} has no further answer`);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  ];
  return { client: Object.fromEntries(OPERATIONS.map(operation)) as Client, calls };
}

export const refused = (
  code: ClientProblemCode,
  status: number,
  more: { readonly retryAfter?: number; readonly attemptsRemaining?: number } = {},
): ProblemError => {
  const { retryAfter, ...facts } = more;
  return new ProblemError({ code, status, ...facts }, retryAfter);
};
