/** The client of the 2FA service's API for a portal's page, and the flow for screens of its own. */

export { type Client, type ClientOptions, createClient } from './client.ts';
export { createFlow, type Flow, type FlowOptions } from './flow/flow.ts';
export type {
  Challenged,
  Done,
  Event,
  Failed,
  Loading,
  Prompted,
  SettingUpPhone,
  SettingUpTotp,
  ShowingBackupCodes,
  State,
  TotpExpired,
  Work,
} from './flow/state.ts';
export type * from './models.ts';
export { type ClientProblemCode, ProblemError, type ProblemFacts } from './problem.ts';
export type { CallOptions } from './request.ts';
