/** Writes the JSON Schemas of the domain events to `docs/events`. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { eventDocuments } from '../../shared/contract/event-documents.ts';

const directory = new URL('../../docs/events/', import.meta.url);
mkdirSync(directory, { recursive: true });
for (const [name, content] of eventDocuments()) writeFileSync(new URL(name, directory), content);
