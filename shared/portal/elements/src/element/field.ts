/** Labelled fields that say themselves what is wrong with their value. */

import { h, newId } from './dom.ts';

export interface Field {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** What to send, or undefined: then the fault is shown and the focus is on the field. */
  read(): string | undefined;
  /** Marks the value as refused, and selects it, so that typing the next one replaces it. */
  refuse(): void;
}

export interface FieldOptions {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What to send of what was typed; undefined if it cannot be sent. */
  readonly parse: (typed: string) => string | undefined;
  /** What to say then. */
  readonly fault: string;
  readonly attributes: Readonly<Record<string, string | boolean>>;
  /** Called once what was typed, pasted or filled in can be sent as it is. */
  readonly onComplete?: () => void;
}

export const createField = ({ label, hint, parse, fault, attributes }: FieldOptions): Field => {
  const id = newId();
  const faultElement = h('p', { id: `${id}-fault`, part: 'fault', role: 'alert' });
  const input = h('input', {
    id,
    'aria-describedby': `${hint === undefined ? '' : `${id}-hint `}${id}-fault`,
    spellcheck: 'false',
    ...attributes,
  });
  const element = h(
    'div',
    { part: 'field' },
    h('label', { for: id }, label),
    hint !== undefined && h('p', { id: `${id}-hint`, part: 'hint' }, hint),
    input,
    faultElement,
  );
  const accept = (): void => {
    faultElement.textContent = '';
    input.ariaInvalid = null;
  };
  const refuse = (): void => {
    input.ariaInvalid = 'true';
    input.focus();
    input.select();
  };
  input.addEventListener('input', accept);
  return {
    element,
    input,
    refuse,
    read() {
      accept();
      const value = parse(input.value);
      if (value !== undefined) return value;
      faultElement.textContent = fault;
      refuse();
      return undefined;
    },
  };
};
