/**
 * Which request is being worked on, by the id that API Gateway has given it: every line of the log says it, and so does
 * what the request leaves behind. A function's environment works on one event at a time, so one place is enough.
 */

let current: string | undefined;

/** @param requestId `undefined` where it is not known. */
export function correlate(requestId: string | undefined): void {
  current = requestId;
}

export const correlationId = (): string | undefined => current;
