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
  const type = event.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type.trim())) {
    throw new ProblemError('unsupported_media_type');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    // The parser's own message quotes what it could not read.
    throw invalid([{ pointer: '', detail: 'must be JSON in UTF-8' }]);
  }
}

function check(schema: z.ZodMiniType, value: unknown, otherwise?: 'not_found'): unknown {
  // With its input an issue tells a missing value from one of another type; the input goes no further.
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  if (otherwise !== undefined) throw new ProblemError(otherwise);
  throw invalid(result.error.issues.map(faultOf));
}

const invalid = (errors: readonly RequestFault[]) => new ProblemError('invalid_request', { errors });

/** Where and what, in words of ours: the names of unknown fields are the caller's, so they stay out. */
function faultOf(issue: z.core.$ZodIssue): RequestFault {
  const pointer = issue.path
    .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  return { pointer, detail: detailOf(issue) };
}

function detailOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.length === 1 ? 'has an unknown field' : `has ${issue.keys.length} unknown fields`;
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be of type ${issue.expected}`;
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
