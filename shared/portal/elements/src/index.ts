/** The elements, each under its name, with what they load on demand as modules beside them. */

// First: an element that is on the page already starts as soon as it is defined.
import './modules.ts';

export * from './register.ts';
