/** Makes the address of the script the source of parts. Imported before what defines elements. */

import { ELEMENT_PARTS } from '../../../contract/element-parts.ts';
import { usePartsOf } from './parts.ts';

const { origin, pathname } = new URL(import.meta.url);
const load = (part: string) => import(`${origin}${pathname}?part=${part}`);

usePartsOf({
  language: async (tag) =>
    ELEMENT_PARTS.some((part) => part === tag) ? (await load(tag)).messages : undefined,
  countries: async () => (await load('countries')).countries,
});
