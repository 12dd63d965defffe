/** What the emulator is given to serve. */

import type { Template } from './template.ts';

export interface Synthesised {
  readonly stackName: string;
  readonly template: Template;
  /** Where the paths in `aws:asset:path` begin. */
  readonly assetDir: string;
}
