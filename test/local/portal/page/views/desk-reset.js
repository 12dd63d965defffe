/** What support does: it removes the factor, or the limits, of a customer whom it has recognised. */
import { createField, required } from '../components/field.js';
import { createForm } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { h } from '../dom.js';

const consequences = {
  limits: 'Counts of wrong codes and requests start anew. The second factor stays.',
  factors:
    'Removes the second factor, its backup codes and all limits. Until a new one is set up, the password alone ' +
    'lets somebody in: be sure whom you are talking to. The customer is told by mail, and asked at the next sign-in.',
};

const choice = (value, label) =>
  h(
    'label',
    { class: 'choice' },
    h('input', { type: 'radio', name: 'reset', value, checked: value === 'limits' }),
    h('span', {}, h('strong', {}, label), h('br'), h('small', {}, consequences[value])),
  );

/**
 * @param reset Asks the service for it.
 * @param reopen Shows the customer as they are afterwards.
 */
export const resetForm = ({ customer, isEnabled, reset, reopen }) => {
  const notice = createNotice();
  const reason = createField({
    label: 'Reason',
    hint: 'How you recognised the customer, and what happened. It is kept with the reset.',
    maxlength: 500,
    check: required('a reason'),
  });
  const reference = createField({ label: 'Ticket (optional)', maxlength: 100 });
  const form = createForm({
    label: 'Reset',
    notice,
    content: [
      h(
        'fieldset',
        {},
        h('legend', {}, `What to reset for ${customer.name}`),
        choice('limits', 'Limits'),
        isEnabled && choice('factors', 'Second factor'),
      ),
      reason.element,
      reference.element,
    ],
    onSubmit: async () => {
      const { value } = form.querySelector('input[name=reset]:checked');
      await reset({ reset: value, reason: reason.read(), reference: reference.read() });
      await reopen();
      const done = value === 'factors' ? 'The second factor is removed.' : 'The limits are reset.';
      document
        .querySelector('[data-testid=customer] h2')
        .after(h('p', { class: 'message', role: 'status' }, done));
    },
  });
  return h('section', { class: 'card' }, h('h3', {}, 'Reset'), form);
};
