/** A page's way from whoever opens it to somebody who is inside: sign-in, second factor, door. */
import * as backend from './backend.js';
import { show } from './dom.js';
import { mayLeave } from './second-factor.js';
import { failureView } from './views/failure.js';
import { showMasthead } from './views/masthead.js';
import { passSecondFactor } from './views/second-factor.js';
import { signInView, signUpView } from './views/sign-in.js';

/** Gives the 2FA service's elements the session's token, and a new one when that is refused. */
const tokenOf = (session) => {
  let { accessToken } = session;
  return async ({ renew = false } = {}) => {
    if (renew) ({ accessToken } = await backend.readSession());
    return accessToken;
  };
};

/**
 * Takes the browser's session to where it belongs, and keeps it there.
 *
 * @param onInside Called with `{ session, accessToken, signOut }` once the session is admitted.
 * @param onOutside Called when it has ended.
 */
export const startSession = async ({ onInside, onOutside }) => {
  const showSignIn = (message) => {
    onOutside();
    showMasthead({});
    show(signInView({ message, onSignedIn: enter, onSignUp: showSignUp }));
  };

  const showSignUp = () => show(signUpView({ onSignedIn: enter, onSignIn: () => showSignIn() }));

  const signOut = async () => {
    if (!mayLeave()) return;
    await backend.signOut();
    // The next to sign in starts at the front, not where the last one was.
    history.replaceState(null, '', location.pathname);
    showSignIn('You are signed out.');
  };

  const enter = async (session) => {
    if (session.state === 'signed_out') return showSignIn();
    const goInside = (admitted) => onInside({ session: admitted, accessToken: tokenOf(admitted), signOut });
    if (session.state === 'admitted') return goInside(session);
    return passSecondFactor({
      session,
      accessToken: tokenOf(session),
      // What the session may do has changed at the door.
      onAdmitted: async () => goInside(await backend.readSession()),
      onRefused: showSignIn,
    });
  };

  const start = async () => {
    showMasthead({});
    try {
      await enter(await backend.readSession());
    } catch (problem) {
      show(failureView(problem, start));
    }
  };
  await start();
};
