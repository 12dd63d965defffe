/** Between the first factor and the door: the element asks, and whatever the service decides ends with an assertion. */
import * as backend from '../backend.js';
import { h, show } from '../dom.js';
import { isPassing } from '../problems.js';
import { aboutCustomer } from '../second-factor.js';

/**
 * Takes a session from `primary_ok` to `admitted`.
 *
 * @param accessToken See `<portal-2fa-challenge>`.
 * @param onAdmitted Called once the backend has let the session in, and the customer is through.
 * @param onRefused Called with a sentence when it has not, or without one when the customer turns back.
 */
export const passSecondFactor = ({ session, accessToken, onAdmitted, onRefused }) => {
  const leave = async (message) => {
    await backend.signOut();
    onRefused(message);
  };
  const admit = (assertion) =>
    backend.admit(assertion).catch(async (problem) => {
      if (!isPassing(problem)) await leave(problem.message);
      throw problem;
    });
  const challenge = h('portal-2fa-challenge', {
    ...aboutCustomer(session),
    'heading-level': 1,
    'sign-up': session.isSignUp,
    'onportal-2fa-assertion': (event) => event.waitUntil(admit(event.detail.assertion)),
    'onportal-2fa-done': onAdmitted,
  });
  challenge.accessToken = accessToken;
  show(
    h(
      'section',
      { class: 'card narrow' },
      challenge,
      h('button', { type: 'button', class: 'link quiet', onclick: () => leave() }, 'Back to sign-in'),
    ),
    'Confirm that it is you',
  );
};
