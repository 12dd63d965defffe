/** The two fields for codes: six digits, and a backup code. */

import { backupCodeIn, sixDigitsIn, withWesternDigits } from '../code.ts';
import type { Messages } from '../parts/languages/en.ts';
import { h } from './dom.ts';
import { createField, type Field } from './field.ts';
import type { Told } from './problem.ts';

/** Six digits however they come: typed in any script, filled in by the phone, or pasted with the sentence around them. */
export const createCodeField = (messages: Messages, label: string, hint: string): Field => {
  const field = createField({
    label,
    hint,
    parse: sixDigitsIn,
    fault: messages.enterCode,
    attributes: {
      part: 'code',
      name: 'one-time-code',
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      required: true,
    },
  });
  const { input } = field;
  input.addEventListener('input', (event) => {
    // Until an input method is done, what it shows is its own.
    if (event instanceof InputEvent && event.isComposing) return;
    const western = sixDigitsIn(input.value) ?? withWesternDigits(input.value);
    if (western !== input.value && !/^[\d\s-]*$/.test(input.value)) input.value = western;
  });
  return field;
};

/** Wrong codes of an app after which its phone's clock may be what is wrong. */
const WRONG_CODES_BY_CLOCK = 2;

/** A field for an app's code, and `onTold`, which after wrong ones says what may be the matter. */
export const createAppCodeField = (
  messages: Messages,
  label: string,
  hint: string,
): { readonly field: Field; readonly onTold: (told: Told) => void } => {
  const field = createCodeField(messages, label, hint);
  const clock = h('p', { part: 'hint', hidden: true }, messages.clockHint);
  field.element.append(clock);
  let wrong = 0;
  return {
    field,
    onTold({ code }) {
      if (code === 'wrong_code') wrong += 1;
      clock.hidden = wrong < WRONG_CODES_BY_CLOCK;
    },
  };
};

/** A backup code, however it is spaced or written. */
export const createBackupCodeField = (messages: Messages): Field =>
  createField({
    label: messages.backupCode,
    hint: messages.backupCodeHint,
    parse: backupCodeIn,
    fault: messages.enterBackupCode,
    attributes: {
      part: 'code backup',
      name: 'backup-code',
      type: 'text',
      autocomplete: 'off',
      autocapitalize: 'characters',
      placeholder: 'XXXX-XXXX-XXXX-XXXX',
      required: true,
    },
  });
