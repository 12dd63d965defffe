/** Between the first factor and the door: whatever the service decides, it ends with an assertion. */
import * as backend from '../backend.js';
import { createChallenge } from '../components/challenge.js';
import { createButton } from '../components/form.js';
import { createNotice } from '../components/notice.js';
import { h, show } from '../dom.js';
import { explain, isPassing, NothingToTell } from '../problems.js';
import { enrol } from './enrolment.js';
import { failureView } from './failure.js';

const card = (...content) => h('section', { class: 'card narrow' }, ...content);

const challengeView = ({ api, challenge, remark, onAssertion, onRestart, onCancel }) =>
  card(
    h('h1', {}, 'Confirm that it is you'),
    createChallenge({
      api,
      challenge,
      remark,
      onVerified: ({ assertion }) => onAssertion(assertion),
      onEnded: (problem) => onRestart(explain(problem).text),
    }),
    h('button', { type: 'button', class: 'link quiet', onclick: onCancel }, 'Back to sign-in'),
  );

/** Where codes come from, with the `methods` that are offered. */
const sourceInWords = (methods) =>
  [
    methods.includes('totp') && 'from an app',
    (methods.includes('sms') || methods.includes('call')) && 'sent to your phone',
  ]
    .filter(Boolean)
    .join(', or ');

const promptView = ({ methods, skippable, onSetUp, onSkip }) => {
  const notice = createNotice();
  return card(
    h('h1', {}, 'Protect your account'),
    h(
      'p',
      {},
      'A password alone can be guessed or stolen. With two-factor authentication, signing in also takes a ' +
        `code that only you have: ${sourceInWords(methods)}. It takes about a minute to set up.`,
    ),
    notice.element,
    h(
      'div',
      { class: 'stack' },
      createButton({ label: 'Set up now', notice, onClick: onSetUp, kind: 'primary' }),
      skippable && createButton({ label: 'Skip for now', notice, onClick: onSkip }),
    ),
  );
};

/** Takes the assertion to the backend, again for as long as that fails and the customer asks for it. */
const bring = (assertion) =>
  new Promise((resolve, reject) => {
    const attempt = () =>
      backend.admit(assertion).then(resolve, (problem) => {
        if (isPassing(problem)) show(failureView(problem, attempt));
        else reject(problem);
      });
    void attempt();
  });

/**
 * Takes a session from `primary_ok` to `admitted`.
 *
 * @param onAdmitted Called once the backend has let the session in.
 * @param onRefused Called with a sentence when it has not, or when the customer turns back.
 */
export const passSecondFactor = async ({ api, session, onAdmitted, onRefused }) => {
  const isLetIn = async (assertion) => {
    try {
      await bring(assertion);
      return true;
    } catch (problem) {
      await backend.signOut();
      onRefused(problem.message);
      return false;
    }
  };
  const admit = async (assertion) => {
    if (await isLetIn(assertion)) await onAdmitted();
  };
  const cancel = async () => {
    await backend.signOut();
    onRefused();
  };
  const ask = async (remark) => {
    const decided = await api.askForSignIn(session.isSignUp);
    switch (decided.decision) {
      case 'allow':
        return admit(decided.assertion);
      case 'challenge':
        return show(
          challengeView({
            api,
            challenge: decided,
            remark,
            onAssertion: admit,
            onRestart: ask,
            onCancel: cancel,
          }),
        );
      case 'enroll':
        return show(
          promptView({
            methods: decided.methods,
            skippable: decided.skippable,
            onSkip: async () => admit((await api.skip()).assertion),
            onSetUp: () => setUp(decided.methods),
          }),
        );
      default:
        return onRefused('Signing in is not possible right now. Please try again.');
    }
  };
  /** Admits as soon as the factor is on: the backup codes may be on the screen longer than an assertion lives. */
  const setUp = (methods) =>
    enrol({
      api,
      methods,
      onEnabled: async ({ assertion }) => {
        if (!(await isLetIn(assertion))) throw new NothingToTell();
      },
      onDone: onAdmitted,
      onCancel: () => ask(),
    });
  await ask();
};
