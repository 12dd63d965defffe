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

const sixDigits = (value) => {
  const digits = value.replaceAll(/[\s-]/g, '');
  if (!/^[0-9]{6}$/.test(digits)) throw new FieldFault('Enter the code’s 6 digits.');
  return digits;
};

/** The six digits of an authenticator app, a text or a call. */
export const createCodeField = (label, hint) =>
  createField({
    label,
    hint,
    check: sixDigits,
    class: 'code',
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: 9,
    spellcheck: 'false',
    'data-focus': true,
  });

/** A backup code, however it is spaced or written. */
export const createBackupCodeField = () =>
  createField({
    label: 'Backup code',
    hint: 'One of the ten codes that you saved. Each works once.',
    check: required('a backup code'),
    class: 'code backup',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'characters',
    maxlength: 40,
    spellcheck: 'false',
    placeholder: 'XXXX-XXXX-XXXX-XXXX',
    'data-focus': true,
  });
