/** The support desk: an agent finds a customer, sees what is wrong, and resets it with a reason. */
import { findCustomers } from '../backend.js';
import { createField, required } from '../components/field.js';
import { createButton, createForm } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { h, show } from '../dom.js';
import { supportOperations } from '../service.js';
import { customerView } from './desk-customer.js';

export const showDesk = async (inside) => {
  const operations = supportOperations(inside);
  const notice = createNotice();
  const found = h('ul', { class: 'found' });
  const nobody = h('p', { role: 'status', class: 'hint' });
  const place = h('div', { class: 'page' });

  const open = async (customer) => {
    const view = await customerView({ customer, operations, reopen: () => open(customer) });
    place.replaceChildren(view);
    view.querySelector('h2').focus();
  };
  const search = createField({
    label: 'Customer',
    hint: 'A name, an email address or a customer number.',
    type: 'search',
    autocomplete: 'off',
    check: required('what to look for'),
    'data-focus': true,
  });
  const find = async () => {
    const words = search.read();
    place.replaceChildren();
    const customers = await findCustomers(words);
    nobody.textContent = customers.length === 0 ? `Nobody is called “${words}”.` : '';
    found.replaceChildren(
      ...customers.map((customer) =>
        h(
          'li',
          {},
          createButton({
            label: `${customer.name} · ${customer.email}`,
            notice,
            onClick: () => open(customer),
          }),
        ),
      ),
    );
  };
  show(
    h(
      'div',
      { class: 'page' },
      h('h1', {}, 'Support desk'),
      h(
        'section',
        { class: 'card' },
        createForm({ label: 'Search', notice, content: [search.element], onSubmit: find }),
        nobody,
        found,
      ),
      place,
    ),
  );
};
