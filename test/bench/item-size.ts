/**
 * What an item weighs as DynamoDB counts it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const textBytes = (text: string): number => Buffer.byteLength(text);

/** A byte for two significant digits, one more, and one for a sign. */
function numberBytes(text: string): number {
  const digits = text.replace(/^-?0*/, '').replace('.', '').replace(/0+$/, '').length;
  return Math.ceil(digits / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

/** In what an SDK has sent as JSON, bytes are base64. */
const binaryBytes = (value: Uint8Array | string): number =>
  typeof value === 'string' ? Buffer.byteLength(value, 'base64') : value.length;

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return textBytes(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return binaryBytes(value.B);
  if (value.L !== undefined) return 3 + sum(value.L.map((one) => 1 + valueBytes(one)));
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  throw new TypeError('The record holds a value of a kind that is not counted here.');
}

export const itemBytes = (item: Readonly<Record<string, AttributeValue>>): number =>
  sum(Object.entries(item).map(([name, value]) => textBytes(name) + valueBytes(value)));
