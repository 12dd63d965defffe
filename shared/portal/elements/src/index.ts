/** The elements, each under its name, with what they load on demand as modules beside them. */

import { MODULES } from './modules.ts';
import { usePartsOf } from './parts.ts';

usePartsOf(MODULES);

export * from './register.ts';
