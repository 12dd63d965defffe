/** The sign-in challenge alone, for pages on which nothing else is asked. */

import './modules.ts';

import { ChallengeElement } from './challenge-element.ts';

if (!customElements.get('portal-2fa-challenge'))
  customElements.define('portal-2fa-challenge', ChallengeElement);

export { ChallengeElement };
