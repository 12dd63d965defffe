/** Setting up an authenticator app: scan or type the secret, then prove it with a code. */
import { createCodeForm } from '../components/code-form.js';
import { createCodeField } from '../components/field.js';
import { createButton } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { announce, h } from '../dom.js';

/** The secret as people read it: in groups of four. */
const inFours = (secret) => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

/** @param pending The service's `{secret, otpauthUri, qrCode: {png}}`. */
export const authenticatorView = ({ pending, onConfirm, onBack }) => {
  const notice = createNotice();
  const field = createCodeField('Code', 'The 6 digits that the app shows for Mission Control.');
  return h(
    'section',
    { class: 'card narrow' },
    h('h1', {}, 'Set up your authenticator app'),
    h(
      'ol',
      { class: 'steps' },
      h(
        'li',
        {},
        h(
          'p',
          {},
          h('strong', {}, 'Get an authenticator app.'),
          ' Google Authenticator is recommended, any authenticator works.',
        ),
      ),
      h(
        'li',
        {},
        h('p', {}, h('strong', {}, 'Scan this code with it.')),
        h('img', {
          class: 'qr',
          src: pending.qrCode.png,
          alt: 'QR code for your authenticator app. The same secret is given as text below.',
        }),
        h(
          'details',
          {},
          h('summary', {}, 'Cannot scan it?'),
          h('p', {}, 'Enter this secret in the app by hand:'),
          h('p', { class: 'secret' }, h('code', { 'data-testid': 'secret' }, inFours(pending.secret))),
          h(
            'p',
            { class: 'switches' },
            createButton({
              label: 'Copy the secret',
              kind: 'link',
              notice,
              onClick: async () => {
                await navigator.clipboard.writeText(pending.secret);
                announce('Secret copied.');
              },
            }),
            h('a', { href: pending.otpauthUri }, 'Open in an app on this device'),
          ),
        ),
      ),
      h(
        'li',
        {},
        h('p', {}, h('strong', {}, 'Enter the code that it shows.')),
        createCodeForm({ label: 'Turn on', field, onCode: onConfirm }),
      ),
    ),
    notice.element,
    createButton({ label: 'Back', notice, onClick: onBack, kind: 'link quiet' }),
  );
};
