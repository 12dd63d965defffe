/** Writes `test/sam/events`. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { invocationEvents } from './events.ts';

const directory = new URL('./events/', import.meta.url);
mkdirSync(directory, { recursive: true });
for (const [name, content] of invocationEvents()) writeFileSync(new URL(name, directory), content);
