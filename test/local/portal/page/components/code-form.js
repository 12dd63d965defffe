/** A form for one code. After a problem the code is selected, so that typing the next one replaces it. */
import { createForm } from './form.js';
import { createNotice } from './notice.js';

/**
 * @param field The code's field, from field.js.
 * @param onCode Called with the code as the field's check gives it.
 */
export const createCodeForm = ({ label, field, onCode, notice = createNotice() }) =>
  createForm({
    label,
    notice,
    content: [field.element],
    onSubmit: async () => {
      const code = field.read();
      try {
        await onCode(code);
      } catch (problem) {
        field.input.focus();
        field.input.select();
        throw problem;
      }
    },
  });
