/** Forms and buttons that work on one thing at a time and tell what went wrong. */
import { h } from '../dom.js';
import { NothingToTell } from '../problems.js';

/** Runs `work` with `button` busy; problems go to the notice. */
export const runBusy = async (button, notice, work) => {
  if (button.getAttribute('aria-disabled') === 'true') return;
  notice.clear();
  button.setAttribute('aria-disabled', 'true');
  button.classList.add('busy');
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NothingToTell)) notice.showProblem(error);
  } finally {
    button.removeAttribute('aria-disabled');
    button.classList.remove('busy');
  }
};

/** A form with one primary button, which Enter presses as well. */
export const createForm = ({ label, notice, onSubmit, content = [] }) => {
  const button = h('button', { type: 'submit', class: 'primary' }, label);
  return h(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void runBusy(button, notice, onSubmit);
      },
    },
    content,
    notice.element,
    button,
  );
};

/** A button besides the form's own. */
export const createButton = ({ label, notice, onClick, kind = 'secondary' }) => {
  const button = h(
    'button',
    { type: 'button', class: kind, onclick: () => void runBusy(button, notice, onClick) },
    label,
  );
  return button;
};
