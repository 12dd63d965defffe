/** Something failed that may well work in a moment. */
import { createButton } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { h } from '../dom.js';

export const failureView = (problem, again) => {
  const notice = createNotice();
  notice.showProblem(problem);
  return h(
    'section',
    { class: 'card narrow' },
    h('h1', {}, 'That did not work'),
    notice.element,
    createButton({ label: 'Try again', notice: createNotice(), onClick: again, kind: 'primary' }),
  );
};
