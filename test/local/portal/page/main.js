/** The portal's page: signed out, at the second factor, or inside. */
import * as backend from './backend.js';
import { show } from './dom.js';
import { startHandset } from './handset.js';
import { mayLeave } from './second-factor.js';
import { failureView } from './views/failure.js';
import { showMasthead } from './views/masthead.js';
import { showOverview } from './views/overview.js';
import { passSecondFactor } from './views/second-factor.js';
import { showSecurity } from './views/security.js';
import { signInView, signUpView } from './views/sign-in.js';

/** Set while a session is open: `{ session, accessToken }`. */
let inside;

/** Gives the 2FA service's elements the session's token, and a new one when that is refused. */
const tokenOf = (session) => {
  let { accessToken } = session;
  return async ({ renew = false } = {}) => {
    if (renew) ({ accessToken } = await backend.readSession());
    return accessToken;
  };
};

const showSignIn = (message) => {
  inside = undefined;
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

const pages = { '#/overview': showOverview, '#/security': showSecurity };

/** The page that is shown, as the address has it. */
let current;

const showPage = async () => {
  if (!inside) return;
  const wanted = location.hash in pages ? location.hash : '#/overview';
  if (!mayLeave()) {
    // The address goes back to what is still shown.
    history.pushState(null, '', current);
    return;
  }
  current = wanted;
  showMasthead({ user: inside.session.user, current, onSignOut: signOut });
  await pages[current](inside).catch((problem) => show(failureView(problem, showPage)));
};

/** Takes a session, in whatever state, to where it belongs. */
const enter = async (session) => {
  if (session.state === 'signed_out') return showSignIn();
  const accessToken = tokenOf(session);
  const goInside = () => {
    inside = { session, accessToken };
    return showPage();
  };
  if (session.state === 'admitted') return goInside();
  return passSecondFactor({ session, accessToken, onAdmitted: goInside, onRefused: showSignIn });
};

const start = async () => {
  showMasthead({});
  try {
    await enter(await backend.readSession());
  } catch (problem) {
    show(failureView(problem, start));
  }
};

startHandset(document.getElementById('handset'));
window.addEventListener('hashchange', () => void showPage());
void start();
