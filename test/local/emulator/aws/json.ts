/** Reads and writes the JSON bodies of AWS's JSON protocols. */

import { isRecord, type Properties } from '../template/template.ts';
import { type AwsAnswer, AwsError } from './stand-in.ts';

/** An absent body counts as an empty object. Throws `SerializationException`. */
export function parseBody(body: Buffer): Properties {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (isRecord(parsed)) return parsed;
  } catch {
    // Falls through: what was sent must not be quoted.
  }
  throw new AwsError('SerializationException', 400, 'The body is not a JSON object');
}

export const jsonAnswer = (body: Properties): AwsAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});
