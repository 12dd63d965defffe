/** The portal's page: signed out, at the second factor, or inside. */
import { show } from './dom.js';
import { startHandset } from './handset.js';
import { mayLeave } from './second-factor.js';
import { startSession } from './session.js';
import { failureView } from './views/failure.js';
import { showMasthead } from './views/masthead.js';
import { showOverview } from './views/overview.js';
import { showSecurity } from './views/security.js';

/** Set while a session is open: `{ session, accessToken, signOut }`. */
let inside;

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
  showMasthead({ ...inside, current });
  await pages[current](inside).catch((problem) => show(failureView(problem, showPage)));
};

startHandset(document.getElementById('handset'));
window.addEventListener('hashchange', () => void showPage());
void startSession({
  onInside: (opened) => {
    inside = opened;
    return showPage();
  },
  onOutside: () => {
    inside = undefined;
  },
});
