/** The support desk's page: for agents who have proved their second factor in this session. */
import { show } from './dom.js';
import { startHandset } from './handset.js';
import { startSession } from './session.js';
import { showDesk } from './views/desk.js';
import { showDoorOfDesk } from './views/desk-door.js';
import { failureView } from './views/failure.js';
import { showMasthead } from './views/masthead.js';

startHandset(document.getElementById('handset'));

const open = async (inside) => {
  showMasthead({ ...inside, current: '/support' });
  const view = inside.session.deskIsOpen ? showDesk : showDoorOfDesk;
  await view(inside).catch((problem) => show(failureView(problem, () => open(inside))));
};

void startSession({ onInside: open, onOutside: () => undefined });
