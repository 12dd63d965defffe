/** Mends what DynamoDB Local's streams lose: an empty map comes without its type, `{}` instead of `{"M":{}}`. */

import { isRecord, type Properties } from '../template/template.ts';

function mendValue(value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (Object.keys(value).length === 0) return { M: {} };
  if (isRecord(value.M)) return { M: mendImage(value.M) };
  if (Array.isArray(value.L)) return { L: value.L.map(mendValue) };
  return value;
}

/** An item of a stream record as DynamoDB has it; other empty values keep their types. */
export const mendImage = (image: Properties): Properties =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, mendValue(value)]));
