/**
 * A user's record as an item of the table.
 *
 * What the key ring has sealed or hashed is text in the record, a version and base64url, and bytes in the item:
 * a quarter less, so that a customer's record is written for one write unit.
 */

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

/** `<version>.<base64url>`, of 16 bytes at least, as the key ring writes it. */
const MADE_BY_KEY_RING = /^([1-9]\d{0,2})\.([\w-]{22,})$/;
const MAX_VERSION = 255;

type Item = Record<string, AttributeValue>;

/**
 * Properties that are undefined are left out. Events stay as they are: they are read off the table's stream, from
 * which Lambda hands bytes over as text.
 */
export function toItem({ events, ...record }: Readonly<Record<string, unknown>>): Item {
  const packed = replaceLeaves(record, pack) as Record<string, unknown>;
  return marshall({ ...packed, events }, { removeUndefinedValues: true });
}

export function fromItem(item: Item): Record<string, unknown> {
  return replaceLeaves(unmarshall(item), unpack) as Record<string, unknown>;
}

function replaceLeaves(value: unknown, replace: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => replaceLeaves(one, replace));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return replace(value);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaceLeaves(one, replace)]));
}

/** Text that anybody else has chosen may look alike: it is packed only where it comes back as it was. */
function pack(leaf: unknown): unknown {
  const [, version, text] = (typeof leaf === 'string' && MADE_BY_KEY_RING.exec(leaf)) || [];
  if (text === undefined || Number(version) > MAX_VERSION) return leaf;
  const packed = Buffer.concat([Buffer.of(Number(version)), Buffer.from(text, 'base64url')]);
  return unpack(packed) === leaf ? packed : leaf;
}

function unpack(leaf: unknown): unknown {
  if (!(leaf instanceof Uint8Array)) return leaf;
  return `${leaf[0]}.${Buffer.from(leaf.subarray(1)).toString('base64url')}`;
}
