/**
 * `npm run permissions`: what each function may do, from the template that is served locally.
 *
 * With `--uses=<folder>`, which a run of the tests has filled under `PERMISSION_USES=<folder>`, it prints what was
 * granted and never used, and what was used and not granted, and fails for either. With `--taken-away` it lives
 * through a customer's journey with each permission taken away in turn, and fails for one that nothing misses.
 */

import { parseArgs } from 'node:util';
import { startLocalSystem } from '../local/system.ts';
import { recordedUses } from '../local/uses.ts';
import { refusedIn, rendered, unusedIn } from './table.ts';
import { NOT_ASKED, takeAway } from './taken-away.ts';

const { values: options } = parseArgs({
  options: { uses: { type: 'string' }, 'taken-away': { type: 'boolean', default: false } },
});

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const system = await startLocalSystem({
  apiPort: 0,
  portalPort: 0,
  stoppedClock: true,
  // Turning off has permissions too.
  settings: { allowDisable: true },
  onNotice: print,
});
try {
  const functions = system.functions.filter(
    ({ logicalId }) => system.permissions.granted(logicalId).length > 0,
  );
  const granted = functions.flatMap(({ logicalId }) => system.permissions.granted(logicalId));
  if (options['taken-away']) {
    const outcomes = await takeAway(system, granted);
    print(
      rendered(outcomes.map(({ permission, failed }) => ({ ...permission, condition: failed ?? 'NOTHING' }))),
    );
    const missed = outcomes.filter(({ failed }) => failed !== undefined).length;
    print(`\n${missed} of ${outcomes.length} permissions are missed when they are taken away.`);
    process.exitCode = missed === outcomes.length ? 0 : 1;
  } else if (options.uses === undefined) {
    print(rendered(granted));
  } else {
    const met = recordedUses(options.uses);
    const unused = unusedIn(granted, met).filter(({ resource }) => !NOT_ASKED.test(resource));
    const refused = refusedIn(met);
    print(`Granted and never used: ${unused.length}\n${rendered(unused)}\n`);
    print(`Used and not granted: ${refused.length}\n${rendered(refused)}`);
    process.exitCode = unused.length + refused.length === 0 ? 0 : 1;
  }
} finally {
  await system.stop();
}
