/** Setting up an authenticator app: scan, open or type the secret, then prove it with a code. */

import type { TotpEnrollment } from '../../../client/src/models.ts';
import { copyButton } from './backup-codes.ts';
import { createAppCodeField } from './code-field.ts';
import { createCodeForm } from './code-form.ts';
import { h } from './dom.ts';
import type { Panel } from './panel.ts';
import { tell } from './problem.ts';
import { countDown, secondsUntil } from './time.ts';

export interface TotpPanel extends Panel {
  readonly enrolment: TotpEnrollment;
  /** Called when the set-up is void. */
  readonly onExpired: () => void;
}

/** Google Authenticator in the two stores. */
const STORES = {
  'App Store': 'https://apps.apple.com/app/google-authenticator/id388497605',
  'Google Play': 'https://play.google.com/store/apps/details?id=com.google.android.apps.authenticator2',
};
/** The service says how long a set-up lives; a clock that is wrong may not make that longer than this. */
const MOST_SECONDS = 3600;
const GONE: ReadonlySet<string> = new Set(['enrollment_expired', 'nothing_pending']);

/** The secret as people read it: in groups of four. */
const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

/** A phone: there is no other device to scan its screen with. */
const isPhone = (): boolean => matchMedia('(pointer: coarse) and (max-width: 48rem)').matches;

export const totpPanel = ({
  words,
  enrolment,
  onExpired,
  ...panel
}: TotpPanel): { nodes: HTMLElement[]; stop: () => void } => {
  const { messages: t } = words;
  const onPhone = isPhone();
  const { field, onTold } = createAppCodeField(t, t.code, t.setupCodeHint);
  const form = createCodeForm({
    field,
    label: t.turnOn,
    notice: panel.notice(),
    run: panel.run,
    onCode: async (code) => panel.onConfirm(await panel.confirm(code)),
    onProblem: async (problem) => {
      const { code } = tell(problem, t);
      if (!GONE.has(code)) return false;
      onExpired();
      return true;
    },
    onTold,
  });

  const open = h('a', { href: enrolment.otpauthUri, part: 'open' }, t.openApp);
  const qr = h('img', { part: 'qr', src: enrolment.qrCode.png, alt: t.qrAlt, width: 192, height: 192 });
  const byHand = [
    h('p', {}, t.byHand),
    h('p', { part: 'secret' }, h('code', { dir: 'ltr' }, inFours(enrolment.secret))),
    h(
      'p',
      { part: 'actions' },
      copyButton(t.copySecret, t.copied, enrolment.secret, 'link'),
      !onPhone && open,
    ),
  ];
  const add = onPhone
    ? [h('p', {}, open), h('details', {}, h('summary', {}, t.otherDevice), qr, byHand)]
    : [qr, h('details', {}, h('summary', {}, t.cannotScan), byHand)];
  const stores = Object.entries(STORES).map(([name, href]) =>
    h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, name),
  );
  const stop = countDown(
    secondsUntil(enrolment.expiresAt, MOST_SECONDS),
    (left) => left === 0 && onExpired(),
  );

  const nodes = [
    h('p', {}, h('span', { part: 'tag' }, t.recommended), ' ', t.appText),
    h(
      'ol',
      { part: 'steps' },
      h('li', {}, h('p', {}, h('strong', {}, t.getApp), ' ', t.anyApp), h('p', { part: 'actions' }, stores)),
      h('li', {}, h('p', {}, h('strong', {}, onPhone ? t.addHere : t.scan)), add),
      h('li', {}, h('p', {}, h('strong', {}, t.enterShown)), form.element),
    ),
  ];
  return { nodes, stop };
};
