/**
 * `npm run check:packs`: holds the stack against the rule packs, under settings that between them have every resource.
 * Fails for what nothing acknowledges, for an acknowledgement of what there is not, and where the table in `docs` is
 * not the one of the acknowledgements. With `--write` it writes that table.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { staleIn } from './finding.ts';
import { PolicyPacks } from './policy-packs.ts';
import { CHECKED, validate } from './stacks.ts';
import { tableOf } from './table.ts';

const PAGE = new URL('../../docs/acknowledged.md', import.meta.url);

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

const packs = new PolicyPacks();
for (const [name, settings] of Object.entries(CHECKED)) {
  try {
    validate(settings, packs);
  } catch (error) {
    fail(`Under the settings for ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
for (const stale of staleIn(packs.findings, ACKNOWLEDGED)) fail(`Acknowledged, but not found: ${stale}`);

const table = tableOf(ACKNOWLEDGED);
if (process.argv.includes('--write')) writeFileSync(PAGE, table);
else if (readFileSync(PAGE, 'utf8') !== table) {
  fail('docs/acknowledged.md is not the table of the acknowledgements: npm run check:packs -- --write');
}
process.stdout.write(
  `${packs.findings.length} findings of the rule packs, acknowledged by ${ACKNOWLEDGED.length} reasons\n`,
);
