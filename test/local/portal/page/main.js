/** The portal's page: signed out, at the second factor, or inside. */
import { createApi } from './api.js';
import * as backend from './backend.js';
import { show } from './dom.js';
import { startHandset } from './handset.js';
import { createStepUp } from './step-up.js';
import { failureView } from './views/failure.js';
import { showMasthead } from './views/masthead.js';
import { showOverview } from './views/overview.js';
import { passSecondFactor } from './views/second-factor.js';
import { showSecurity } from './views/security.js';
import { signInView, signUpView } from './views/sign-in.js';

/** Set while a session is open: `{ user, methods, api, withStepUp }`. */
let inside;

const apiFor = (session) => {
  let { accessToken } = session;
  return createApi(session.apiUrl, async ({ renew = false } = {}) => {
    if (renew) ({ accessToken } = await backend.readSession());
    return accessToken;
  });
};

const showSignIn = (message) => {
  inside = undefined;
  showMasthead({});
  show(signInView({ message, onSignedIn: enter, onSignUp: showSignUp }));
};

const showSignUp = () => show(signUpView({ onSignedIn: enter, onSignIn: () => showSignIn() }));

const signOut = async () => {
  await backend.signOut();
  // The next to sign in starts at the front, not where the last one was.
  history.replaceState(null, '', location.pathname);
  showSignIn('You are signed out.');
};

const pages = { '#/overview': showOverview, '#/security': showSecurity };

const showPage = async () => {
  if (!inside) return;
  const current = location.hash in pages ? location.hash : '#/overview';
  showMasthead({ user: inside.user, current, onSignOut: signOut });
  await pages[current](inside).catch((problem) => show(failureView(problem, showPage)));
};

/** Takes a session, in whatever state, to where it belongs. */
const enter = async (session) => {
  if (session.state === 'signed_out') return showSignIn();
  const api = apiFor(session);
  const goInside = () => {
    inside = { user: session.user, methods: session.methods, api, withStepUp: createStepUp(api) };
    return showPage();
  };
  if (session.state === 'admitted') return goInside();
  return passSecondFactor({ api, session, onAdmitted: goInside, onRefused: showSignIn });
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
