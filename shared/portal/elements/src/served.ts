/** The elements as the service serves them, in one file; its parts come from the same address. */

// First: an element that is on the page already starts as soon as it is defined.
import './served-parts.ts';

export * from './register.ts';
