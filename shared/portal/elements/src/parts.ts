/** What is loaded on demand: a page's language, and the countries once a phone is set up. */

import type { Country } from './element/country.ts';
import type { Messages } from './parts/languages/en.ts';

export interface Parts {
  /** The words of a language, or undefined where there are none. */
  readonly language: (tag: string) => Promise<Messages | undefined>;
  readonly countries: () => Promise<readonly Country[]>;
}

let parts: Parts | undefined;

/** Where parts come from: modules beside this one, or the service. */
export const usePartsOf = (source: Parts): void => {
  parts = source;
};

/** Throws before there is a source. */
export const partsInUse = (): Parts => {
  if (!parts) throw new Error('There is no source of parts.');
  return parts;
};
