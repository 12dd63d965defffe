/** Labelled input fields that say themselves what is wrong with their value. */
import { h, newId } from '../dom.js';
import { NothingToTell } from '../problems.js';

/** What a person typed cannot be sent; the field shows it. */
export class FieldFault extends NothingToTell {}

/**
 * @param check Gives the value to send, or throws `FieldFault`.
 * @returns `{ element, input, read(), clear() }`; `read` shows the fault and moves the focus before it throws.
 */
export const createField = ({ label, hint, check = (value) => value, ...attributes }) => {
  const id = newId('field');
  const fault = h('p', { id: `${id}-fault`, class: 'fault', role: 'alert' });
  const described = hint ? `${id}-hint ${id}-fault` : `${id}-fault`;
  const input = h('input', { id, 'aria-describedby': described, ...attributes });
  const element = h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    hint && h('p', { id: `${id}-hint`, class: 'hint' }, hint),
    input,
    fault,
  );
  const clear = () => {
    fault.textContent = '';
    input.removeAttribute('aria-invalid');
  };
  input.addEventListener('input', clear);
  return {
    element,
    input,
    clear,
    read() {
      clear();
      try {
        return check(input.value);
      } catch (error) {
        fault.textContent = error.message;
        input.setAttribute('aria-invalid', 'true');
        input.focus();
        throw error;
      }
    },
  };
};

/** @param label What is missing, in the middle of a sentence, e.g. `your password`. */
export const required = (label) => (value) => {
  if (value.trim() === '') throw new FieldFault(`Enter ${label}.`);
  return value;
};

/** @param length in characters. */
export const atLeast = (length) => (value) => {
  if (value.length < length) throw new FieldFault(`Enter at least ${length} characters.`);
  return value;
};
