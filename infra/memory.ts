/** How much memory each function has, in MB, as `npm run memory -- --write` has derived it: see `docs/memory.md`. */

import type { OperationId } from '../shared/contract/operations.ts';
import table from './memory.json' with { type: 'json' };

type FunctionName = OperationId | 'publish-events' | 'send-notices';

export const MEMORY_MB: Readonly<Record<FunctionName, number>> = table.memoryMb;
