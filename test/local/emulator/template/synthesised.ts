/** What the emulator is given to serve. */

import type { Template } from './template.ts';

export interface Synthesised {
  readonly stackName: string;
  readonly template: Template;
  /** Of the stack with the distribution in front of the API, if there is one. */
  readonly edge?: Template;
  /** Where the paths in `aws:asset:path` begin. */
  readonly assetDir: string;
}
