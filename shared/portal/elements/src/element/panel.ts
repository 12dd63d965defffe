/** What the panels of the set-up have from their element. */

import type { Enabled } from '../../../client/src/models.ts';
import type { Words } from '../words.ts';
import type { Notice } from './notice.ts';

export type Run = (notice: Notice, work: () => Promise<unknown>, button?: HTMLElement) => Promise<void>;

export interface Panel {
  readonly words: Words;
  readonly notice: () => Notice;
  readonly run: Run;
  /** Proves the factor. */
  readonly confirm: (code: string) => Promise<Enabled>;
  /** Called once it is in force. */
  readonly onConfirm: (enabled: Enabled) => Promise<void>;
}
