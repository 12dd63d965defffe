/** In the place of the tests on SAM, where SAM or Docker is missing. */

import { findEngine } from '../local/sam/docker.ts';
import { findSam } from '../local/sam/process.ts';

test('the tests on SAM: not run', async () => {
  const missing: unknown = await findSam()
    .then(findEngine)
    .catch((error: unknown) => error);
  process.stderr.write(
    `\nThe tests on SAM did NOT run. ${missing instanceof Error ? missing.message : ''}\n`,
  );
});
