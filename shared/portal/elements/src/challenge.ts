/** The sign-in challenge alone, for pages on which nothing else is asked. */

import { ChallengeElement } from './challenge-element.ts';
import { MODULES } from './modules.ts';
import { usePartsOf } from './parts.ts';

usePartsOf(MODULES);
if (!customElements.get('portal-2fa-challenge'))
  customElements.define('portal-2fa-challenge', ChallengeElement);

export { ChallengeElement };
