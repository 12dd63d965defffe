/** Reads which action a request asks for, and renders errors, in the protocols that AWS services speak. */

import type { AwsAnswer, AwsError } from './stand-in.ts';

export type Protocol = 'json' | 'query' | 'rest-json';

export interface ReadRequest {
  readonly service: string;
  readonly action: string;
  readonly protocol: Protocol;
}

interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** `X-Amz-Target` prefixes by the service prefix of IAM. */
const TARGETS: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  TrentService: 'kms',
  AWSEvents: 'events',
  AmazonSQS: 'sqs',
};

/** REST operations; a path's variable parts do not matter to any of these. */
const REST_OPERATIONS: Readonly<Record<string, readonly [service: string, action: string]>> = {
  'PUT /contact/outbound-voice': ['connect', 'StartOutboundVoiceContact'],
  'POST /v2/email/outbound-emails': ['ses', 'SendEmail'],
};

/** The signer's service name in a SigV4 scope, e.g. `sns`. */
const signedService = (authorization: string | undefined): string | undefined =>
  authorization?.match(/Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\/aws4_request/)?.[1];

/** The access key id of a SigV4 `Authorization` header. */
export const accessKeyOf = (authorization: string | undefined): string | undefined =>
  authorization?.match(/Credential=([^/]+)\//)?.[1];

/** What is asked for, or undefined where no service here has such an operation. */
export function readRequest(request: RawRequest): ReadRequest | undefined {
  const [prefix, action] = request.headers['x-amz-target']?.split('.') ?? [];
  const service = prefix === undefined ? undefined : TARGETS[prefix];
  if (service !== undefined && action !== undefined) return { service, action, protocol: 'json' };

  const rest = REST_OPERATIONS[`${request.method} ${request.path.split('?')[0]}`];
  if (rest !== undefined) return { service: rest[0], action: rest[1], protocol: 'rest-json' };

  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    const asked = new URLSearchParams(request.body.toString('utf8')).get('Action');
    const signed = signedService(request.headers.authorization);
    if (asked !== null && signed !== undefined) return { service: signed, action: asked, protocol: 'query' };
  }
  return undefined;
}

/** DynamoDB and SQS put a namespace before an error's name. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dynamodb: 'com.amazonaws.dynamodb.v20120810#',
  sqs: 'com.amazonaws.sqs#',
};

const escapeXml = (text: string): string =>
  text.replace(/[<>&'"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The error as the service would send it. */
export function renderError(read: ReadRequest, error: AwsError, requestId: string): AwsAnswer {
  const { code, status, message } = error;
  switch (read.protocol) {
    case 'json':
      return {
        status,
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
        body: JSON.stringify({
          __type: `${NAMESPACES[read.service] ?? ''}${code}`,
          message,
          Message: message,
        }),
      };
    case 'rest-json':
      return {
        status,
        headers: {
          'content-type': 'application/json',
          'x-amzn-errortype': code,
          'x-amzn-requestid': requestId,
        },
        body: JSON.stringify({ message, Message: message }),
      };
    case 'query': {
      const type = status >= 500 ? 'Receiver' : 'Sender';
      const parts = `<Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
      return {
        status,
        headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
        body: `<ErrorResponse><Error>${parts}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      };
    }
  }
}
