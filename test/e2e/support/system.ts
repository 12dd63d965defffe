/** One local system for the tests of a file. */

import { type LocalSystem, type LocalSystemOptions, startLocalSystem } from '../../local/system.ts';
import { platformOptions } from './platform.ts';

/** The first synthesis on a slow machine takes its time. */
const START_TIMEOUT_MS = 180_000;

/**
 * Starts a system with a stopped clock before the tests of the file and stops it after them; call it to get it.
 * @param only `here`: in this process also where the others run on SAM.
 */
export function useLocalSystem(options: LocalSystemOptions = {}, only?: 'here'): () => LocalSystem {
  let system: LocalSystem | undefined;
  beforeAll(async () => {
    system = await startLocalSystem({
      ...{ apiPort: 0, portalPort: 0, stoppedClock: true },
      ...(only === 'here' ? {} : platformOptions()),
      ...options,
    });
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await system?.stop();
  });
  return () => {
    if (system === undefined) throw new Error('The local system has not started');
    return system;
  };
}
