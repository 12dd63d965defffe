/** A form for one code. A refused one is marked and selected; while codes are refused, none can be sent. */

import { h } from './dom.ts';
import type { Field } from './field.ts';
import type { Notice } from './notice.ts';
import { locks, type Told } from './problem.ts';

/** How long codes are refused after the last try, where nothing says so: a minute. */
const LOCK_SECONDS = 60;

export interface CodeForm {
  readonly element: HTMLFormElement;
  /** As if the customer had entered it. */
  enter(code: string): void;
}

export interface CodeFormOptions {
  readonly field: Field;
  readonly label: string;
  readonly notice: Notice;
  /** See `Portal2faElement.run`. */
  readonly run: (notice: Notice, work: () => Promise<unknown>, button: HTMLElement) => Promise<void>;
  /** Tries the code. */
  readonly onCode: (code: string) => Promise<void>;
  /** The way in while codes are refused. */
  readonly wayIn?: HTMLElement | undefined;
  /** Called with a problem before it is told; true if there is nothing to tell any more. */
  readonly onProblem?: (problem: unknown) => Promise<boolean>;
  /** Called once it has been told. */
  readonly onTold?: (told: Told) => void;
}

export const createCodeForm = ({
  field,
  label,
  notice,
  run,
  onCode,
  wayIn,
  onProblem,
  onTold,
}: CodeFormOptions): CodeForm => {
  const button = h('button', { type: 'submit', part: 'primary' }, label);
  const lock = (seconds: number): void => {
    button.disabled = true;
    // A day's lock outlasts what a timer can count.
    setTimeout(() => (button.disabled = false), Math.min(seconds, 86_400) * 1000);
  };
  const submit = async (): Promise<void> => {
    const code = field.read();
    if (code === undefined || button.disabled) return;
    try {
      await onCode(code);
    } catch (error) {
      if (await onProblem?.(error)) return;
      const told = notice.tell(error);
      if (told.code === 'wrong_code' || told.code === 'code_expired' || told.code === 'invalid_request')
        field.refuse();
      if (locks(told)) {
        const seconds = told.retryAfter ?? LOCK_SECONDS;
        lock(seconds);
        notice.tellLock(told, seconds, wayIn);
        if (wayIn) wayIn.focus();
      }
      onTold?.(told);
    }
  };
  const element = h(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void run(notice, submit, button);
      },
    },
    field.element,
    notice.element,
    h('div', { part: 'actions' }, button),
  );
  return {
    element,
    enter(code) {
      field.input.value = code;
      element.requestSubmit();
    },
  };
};
