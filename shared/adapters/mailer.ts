/** Sends mails through Amazon SES. */

import { SESv2Client, type SESv2ClientConfig, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { MailError, type Mailer, type MailFailure } from '../domain/ports/mailer.ts';
import { watched } from './calls.ts';
import { statusOf } from './sdk-error.ts';

export interface MailerOptions {
  /** For the SDK, e.g. region and endpoint. Default: from the environment. */
  readonly config?: SESv2ClientConfig;
  /** A verified address, or one of a verified domain. */
  readonly from: string;
  /** Shown beside the address. */
  readonly fromName?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly configurationSet?: string | undefined;
  /** How long to wait for SES, in milliseconds. Default: 8000. */
  readonly timeoutMs?: number;
}

/**
 * Sending has no idempotency token: after a time-out the mail may be on its way, and the SDK's own second try
 * would be a second mail. So it makes none, and who calls decides. Nor is a connection reused: one that went
 * stale meanwhile breaks at the first byte, which looks the same as one that broke after the mail was taken.
 */
const noSecondMail = (timeoutMs: number): SESv2ClientConfig => ({
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: timeoutMs / 4,
    requestTimeout: timeoutMs,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: false },
    httpsAgent: { keepAlive: false },
  },
});

/** Random, and nobody's but the log's: with it a customer's mail leads to the lines of its request. */
const REQUEST_ID_HEADER = 'X-Request-Id';

/** Creates the mailer; keep it for the life of the process. */
export function createMailer(options: MailerOptions): Mailer {
  const { from, fromName, replyTo, configurationSet, timeoutMs = 8000 } = options;
  const client = watched('SES', new SESv2Client({ ...noSecondMail(timeoutMs), ...options.config }));
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    async send(to, { subject, text, html }, requestId) {
      const command = new SendEmailCommand({
        FromEmailAddress: fromName === undefined ? from : `${displayName(fromName)} <${from}>`,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            ...(requestId !== undefined && { Headers: [{ Name: REQUEST_ID_HEADER, Value: requestId }] }),
          },
        },
        ...(replyTo !== undefined && { ReplyToAddresses: [replyTo] }),
        ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
      });
      try {
        await client.send(command);
      } catch (thrown) {
        throw toMailError(thrown);
      }
    },
  };
}

/** A name that is not plain ASCII has to be written in encoded words (RFC 2047 §2), of 75 characters at most. */
function displayName(name: string): string {
  if (/^[ -~]*$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  return chunks(name, 45)
    .map((chunk) => `=?UTF-8?B?${Buffer.from(chunk).toString('base64')}?=`)
    .join(' ');
}

/** Cuts the text into pieces of so many bytes in UTF-8, never inside a character. */
function chunks(text: string, bytes: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > bytes) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/**
 * Classifies an SDK error by its name and HTTP status; its message may quote the address, so it is dropped.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
export function toMailError(thrown: unknown): MailError {
  const known = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const name = 'name' in known ? String(known.name) : 'unknown';
  const code = 'code' in known ? String(known.code) : '';
  return new MailError(kindOf(name, code, statusOf(known)), name === 'Error' ? code : name);
}

const THROTTLES = /^(?:Throttl|TooManyRequests|RequestLimitExceeded)/;
/** Without a connection, or without credentials to sign with, nothing was asked of SES. */
const UNCONNECTED: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
const UNSIGNED = /^CredentialsProviderError$|^TokenProviderError$/;

function kindOf(name: string, code: string, status: number | undefined): MailFailure {
  if (name === 'BadRequestException') return 'bad_address';
  if (THROTTLES.test(name) || status === 429 || UNCONNECTED.includes(code)) return 'throttled';
  if (UNSIGNED.test(name)) return 'refused';
  return status !== undefined && status >= 400 && status < 500 ? 'refused' : 'unknown';
}
