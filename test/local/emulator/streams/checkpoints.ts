/** How far each event source mapping has come, kept in a file where the data is kept. */

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../template/template.ts';

export interface Checkpoints {
  get(mapping: string, shardId: string): string | undefined;
  set(mapping: string, shardId: string, sequenceNumber: string): void;
}

export function createCheckpoints(directory?: string): Checkpoints {
  const file = directory === undefined ? undefined : join(directory, 'streams.json');
  const known = new Map<string, string>();
  if (file !== undefined && existsSync(file)) {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    for (const [key, value] of Object.entries(isRecord(parsed) ? parsed : {})) known.set(key, String(value));
  }
  const keyOf = (mapping: string, shardId: string): string => `${mapping}/${shardId}`;
  return {
    get: (mapping, shardId) => known.get(keyOf(mapping, shardId)),
    set: (mapping, shardId, sequenceNumber) => {
      known.set(keyOf(mapping, shardId), sequenceNumber);
      if (file === undefined) return;
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(known)));
      renameSync(`${file}.new`, file);
    },
  };
}
