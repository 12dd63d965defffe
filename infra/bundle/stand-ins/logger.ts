/** Stands in for the SDK's log of its calls: no client has a logger, and every call would be copied for it. */

export const loggerMiddleware =
  () =>
  <Next>(next: Next): Next =>
    next;

export const loggerMiddlewareOptions = {};

export const getLoggerPlugin = () => ({ applyToStack: (): void => undefined });
