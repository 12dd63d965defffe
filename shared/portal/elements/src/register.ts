/** The elements, each under its name. */

import { ChallengeElement } from './challenge-element.ts';
import { mayLeave } from './element/leave.ts';
import { PromptElement } from './prompt-element.ts';
import { SecurityElement } from './security-element.ts';
import { SetupElement } from './setup-element.ts';
import { SupportElement } from './support-element.ts';

const ELEMENTS = {
  'portal-2fa-challenge': ChallengeElement,
  'portal-2fa-prompt': PromptElement,
  'portal-2fa-security': SecurityElement,
  'portal-2fa-setup': SetupElement,
  'portal-2fa-support': SupportElement,
};

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

export type { AssertionEvent } from './element/events.ts';
export { ChallengeElement, mayLeave, PromptElement, SecurityElement, SetupElement, SupportElement };
