/** The operations of the API that a portal's page calls, one method each, by their `operationId`. */

import type {
  AuditTrail,
  Channel,
  CodeSent,
  ConfirmRequest,
  Decision,
  Enabled,
  NewBackupCodes,
  Proof,
  ResetDone,
  ResetRequest,
  SendCodeRequest,
  Skipped,
  StartChallengeRequest,
  StartPhoneRequest,
  Status,
  TotpEnrollment,
  UserReport,
  Verified,
} from './models.ts';
import { type CallOptions, createRequest, type Transport } from './request.ts';

export interface ClientOptions extends Transport {
  /**
   * Language of the texts and calls (BCP 47), where a call of the client names none; a function for a page whose
   * language can change.
   * @default the service's
   */
  readonly locale?: string | (() => string | undefined);
}

/** Every method rejects with a `ProblemError`, or with the reason of its `signal`. */
export interface Client {
  getStatus(call?: CallOptions): Promise<Status>;
  /** Needs `assertion` where a factor is in force, as the others do that take a `CallOptions` with one. */
  startTotp(call?: CallOptions): Promise<TotpEnrollment>;
  confirmTotp(body: ConfirmRequest, call?: CallOptions): Promise<Enabled>;
  /** Sends a code; again, a fresh one. */
  startPhone(body: StartPhoneRequest, call?: CallOptions): Promise<CodeSent>;
  confirmPhone(body: ConfirmRequest, call?: CallOptions): Promise<Enabled>;
  replaceBackupCodes(call?: CallOptions): Promise<NewBackupCodes>;
  skipEnrolment(call?: CallOptions): Promise<Skipped>;
  turnOff(call?: CallOptions): Promise<void>;
  /** The customer's own activity, newest first; `cursor` of the page before. */
  listEvents(cursor?: string | null, call?: CallOptions): Promise<AuditTrail>;
  startChallenge(body?: StartChallengeRequest, call?: CallOptions): Promise<Decision>;
  sendChallengeCode(challengeId: string, body: SendCodeRequest, call?: CallOptions): Promise<CodeSent>;
  verifyChallenge(challengeId: string, proof: Proof, call?: CallOptions): Promise<Verified>;
  supportGetUser(userId: string, call?: CallOptions): Promise<UserReport>;
  supportListEvents(userId: string, cursor?: string | null, call?: CallOptions): Promise<AuditTrail>;
  supportReset(userId: string, body: ResetRequest, call?: CallOptions): Promise<ResetDone>;
  supportEraseUser(userId: string, call?: CallOptions): Promise<void>;
}

export function createClient(options: ClientOptions): Client {
  const request = createRequest(options);
  const { locale } = options;

  const get = <Reply>(path: string, call?: CallOptions) => request<Reply>('GET', path, undefined, call);
  const post = <Reply>(path: string, body: object = {}, call?: CallOptions) =>
    request<Reply>('POST', path, body, call);

  const withLocale = <Body extends { channel: Channel; locale?: string }>(body: Body): Body => {
    const own = typeof locale === 'function' ? locale() : locale;
    return own === undefined ? body : { locale: own, ...body };
  };
  const page = (path: string, cursor: string | null | undefined, call?: CallOptions) =>
    get<AuditTrail>(cursor ? `${path}?cursor=${encodeURIComponent(cursor)}` : path, call);
  const factor = '/v1/2fa';
  const challenge = (id: string) => `/v1/challenges/${encodeURIComponent(id)}/`;
  const user = (id: string) => `/v1/support/users/${encodeURIComponent(id)}`;

  return {
    getStatus: (call) => get(factor, call),
    startTotp: (call) => post(`${factor}/totp`, {}, call),
    confirmTotp: (body, call) => post(`${factor}/totp/confirm`, body, call),
    startPhone: (body, call) => post(`${factor}/phone`, withLocale(body), call),
    confirmPhone: (body, call) => post(`${factor}/phone/confirm`, body, call),
    replaceBackupCodes: (call) => post(`${factor}/backup-codes`, {}, call),
    skipEnrolment: (call) => post(`${factor}/skip`, {}, call),
    turnOff: (call) => request('DELETE', factor, undefined, call),
    listEvents: (cursor, call) => page(`${factor}/events`, cursor, call),
    startChallenge: (body, call) => post('/v1/challenges', body, call),
    sendChallengeCode: (id, body, call) => post(`${challenge(id)}code`, withLocale(body), call),
    verifyChallenge: (id, proof, call) => post(`${challenge(id)}verify`, proof, call),
    supportGetUser: (id, call) => get(user(id), call),
    supportListEvents: (id, cursor, call) => page(`${user(id)}/events`, cursor, call),
    supportReset: (id, body, call) => post(`${user(id)}/reset`, body, call),
    supportEraseUser: (id, call) => request('DELETE', user(id), undefined, call),
  };
}
