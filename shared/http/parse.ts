/** Checks a request against the contract. Nothing of what the caller sent gets into an error. */

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { Operation, RequestParts } from '../contract/operation.ts';
import type { RequestFault } from '../contract/problems.ts';
import { ProblemError } from './problem.ts';

const MAX_BODY_BYTES = 16 * 1024;

export function parseRequest<O extends Operation>(
  operation: O,
  event: APIGatewayProxyEventV2,
): RequestParts<O> {
  return {
    params: operation.params && check(operation.params, event.pathParameters ?? {}, 'not_found'),
    query: operation.query && check(operation.query, event.queryStringParameters ?? {}),
    body: operation.body && check(operation.body, bodyOf(event)),
  } as RequestParts<O>;
}

/** The parsed body; an absent one equals `{}`. */
function bodyOf(event: APIGatewayProxyEventV2): unknown {
  const { body, isBase64Encoded } = event;
  if (body === undefined || body === '') return {};
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) throw new ProblemError('request_too_large');
  if (!isJson(event.headers['content-type'] ?? '')) throw new ProblemError('unsupported_media_type');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    // The parser's own message quotes what it could not read.
    throw invalid([{ pointer: '', detail: 'must be JSON in UTF-8' }]);
  }
}

/** Parameters do not matter, but for a character set that is not UTF-8 (RFC 8259 §8.1, §11). */
function isJson(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return type === 'application/json' && (charset === undefined || /^charset="?utf-8"?$/.test(charset));
}

function check(schema: z.ZodMiniType, value: unknown, otherwise?: 'not_found'): unknown {
  // With its input an issue tells a missing value from one of another type; the input goes no further.
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  if (otherwise !== undefined) throw new ProblemError(otherwise);
  const faults = result.error.issues
    .flatMap((issue) => [issue, ...missingBesides(schema, issue)])
    .map(faultOf);
  throw invalid(
    faults.filter(({ pointer }, index) => index === faults.findIndex((one) => one.pointer === pointer)),
  );
}

/** Where a field decides which form the body has, and does not: the fields that every form needs. */
function missingBesides(schema: z.ZodMiniType, issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (!isUndecided(issue)) return [];
  const decided = { ...(issue.input as object), [issue.discriminator]: issue.options[0] };
  const result = schema.safeParse(decided, { reportInput: true });
  return (result.error?.issues ?? []).filter(({ input }) => input === undefined);
}

type Undecided = z.core.$ZodIssue & { readonly discriminator: string; readonly options: readonly unknown[] };

const isUndecided = (issue: z.core.$ZodIssue): issue is Undecided =>
  issue.code === 'invalid_union' && 'discriminator' in issue && 'options' in issue;

const invalid = (errors: readonly RequestFault[]) => new ProblemError('invalid_request', { errors });

/** Where and what, in words of ours: the names of unknown fields are the caller's, so they stay out. */
function faultOf(issue: z.core.$ZodIssue): RequestFault {
  const pointer = issue.path
    .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  return { pointer, detail: detailOf(issue) };
}

const isMissing = (issue: z.core.$ZodIssue): boolean =>
  isUndecided(issue) ? !Object.hasOwn(issue.input as object, issue.discriminator) : issue.input === undefined;

function detailOf(issue: z.core.$ZodIssue): string {
  if (isMissing(issue)) return 'is missing';
  if (isUndecided(issue)) return `must be one of ${issue.options.join(', ')}`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.length === 1 ? 'has an unknown field' : `has ${issue.keys.length} unknown fields`;
    case 'invalid_type':
      return `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'must be one of the documented forms';
    case 'too_small':
      return `must be at least ${issue.minimum} long`;
    case 'too_big':
      return `must be at most ${issue.maximum} long`;
    case 'invalid_format':
      return issue.message.startsWith('must ') ? issue.message : 'has the wrong format';
    case 'custom':
      return issue.message;
    default:
      return 'is not as documented';
  }
}
