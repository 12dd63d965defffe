/** The elements as the service serves them, in one file; its parts come from the same address. */

import { ELEMENT_PARTS } from '../../../contract/element-parts.ts';
import { usePartsOf } from './parts.ts';

const { origin, pathname } = new URL(import.meta.url);
const load = (part: string) => import(`${origin}${pathname}?part=${part}`);

usePartsOf({
  language: async (tag) =>
    ELEMENT_PARTS.some((part) => part === tag) ? (await load(tag)).messages : undefined,
  countries: async () => (await load('countries')).countries,
});

export * from './register.ts';
