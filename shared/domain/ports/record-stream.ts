/** The writes of users' records, one after the other, as the table's stream hands them on. */

import type { UserId } from '../brand.ts';
import type { RecordedEvent } from '../event.ts';

export interface RecordedWrite {
  readonly userId: UserId;
  /** The version that was written. */
  readonly version: number;
  /** What this very write made happen. */
  readonly events: readonly RecordedEvent[];
  /** Id of the request that wrote it, if it was one. */
  readonly requestId?: string;
}

/** Reads a record of the stream; `undefined` for one that is no write of a user's record. Throws if it is broken. */
export type ReadRecord<Record> = (record: Record) => RecordedWrite | undefined;
