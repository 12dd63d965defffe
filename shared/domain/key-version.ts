/** Which root key a stored value was made under: its number stands before the first dot. */

import type { KeyedHash, Sealed } from './brand.ts';

export const keyVersionOf = (value: Sealed | KeyedHash): number => Number(value.slice(0, value.indexOf('.')));
