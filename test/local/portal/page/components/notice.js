/** The place in a form where problems are told. */
import { h } from '../dom.js';
import { explain, supportAddress } from '../problems.js';
import { countDown, inSeconds, waitInWords } from '../time.js';

/** `{ element, showProblem(problem), clear() }`. */
export const createNotice = () => {
  // The alert stays in the page and only its text changes: that is what screen readers announce reliably.
  const text = h('p', { role: 'alert' });
  const wait = h('p', { class: 'wait' });
  const support = h('p', {});
  const element = h('div', { class: 'notice', hidden: true }, text, wait, support);

  const clear = () => {
    element.hidden = true;
    for (const part of [text, wait, support]) part.replaceChildren();
  };
  return {
    element,
    clear,
    showProblem(problem) {
      clear();
      const { text: words, needsSupport, retryAfter } = explain(problem);
      element.hidden = false;
      text.textContent = words;
      if (retryAfter !== undefined) {
        countDown(element, inSeconds(retryAfter), (left) => {
          wait.textContent =
            left > 0 ? `You can try again in ${waitInWords(left)}.` : 'You can try again now.';
        });
      }
      if (needsSupport) {
        const reference = problem.requestId ? ` and quote ${problem.requestId}` : '';
        support.append(
          'Not getting any further? ',
          h('a', { href: `mailto:${supportAddress}` }, 'Contact support'),
          `${reference}.`,
        );
      }
    },
  };
};
