/**
 * `npm run synth:all`: `cdk synth` of every settings file in `docs/settings`, without an account, and how long it takes.
 * One build of the functions serves all files with the same `methods`.
 */

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readSettings } from '../shared/settings/read.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = fileURLToPath(new URL('../docs/settings', import.meta.url));
const CDK = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
const LIMIT_SECONDS = 30;

interface Synthesised {
  readonly name: string;
  readonly seconds: number;
  readonly resources: number;
}

const out = mkdtempSync(join(tmpdir(), 'synth-'));
/** Nothing of the machine's: neither an account nor a Region, as where nobody has either. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name)));
const since = (start: number): number => (performance.now() - start) / 1000;
const run = promisify(execFile);

async function synthesise(file: string, bundles: string | undefined): Promise<Synthesised> {
  const name = basename(file, '.json');
  const start = performance.now();
  const output = join(out, name);
  const args = [CDK, 'synth', '--quiet', '--output', output, '-c', `settings=${file}`];
  await run(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, ...(bundles !== undefined && { BUNDLES: bundles }) },
    maxBuffer: 64 * 1024 * 1024,
  });
  const templates = readdirSync(output).filter((one) => one.endsWith('.template.json'));
  const counts = templates.map((one) =>
    Object.keys(JSON.parse(readFileSync(join(output, one), 'utf8')).Resources),
  );
  return { name, seconds: since(start), resources: counts.flat().length };
}

/** The files of one build, in turn: the first builds, the others take what it has built. */
async function synthesiseGroup(files: readonly string[]): Promise<readonly Synthesised[]> {
  const [first, ...others] = files;
  if (first === undefined) return [];
  const done = [await synthesise(first, undefined)];
  const bundles = join(out, `bundles-${basename(first, '.json')}`);
  cpSync(join(out, basename(first, '.json'), 'bundles'), bundles, { recursive: true });
  for (const file of others) done.push(await synthesise(file, bundles));
  return done;
}

const groups = new Map<string, string[]>();
for (const one of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
  const file = join(FOLDER, one);
  const methods = readSettings(file).methods.toSorted().join();
  groups.set(methods, [...(groups.get(methods) ?? []), file]);
}

const start = performance.now();
try {
  const done = (await Promise.all([...groups.values()].map(synthesiseGroup))).flat();
  for (const { name, seconds, resources } of done) {
    process.stdout.write(`${name.padEnd(20)} ${seconds.toFixed(1).padStart(5)} s  ${resources} resources\n`);
  }
  const all = since(start);
  const cores = availableParallelism();
  process.stdout.write(
    `${'all of them'.padEnd(20)} ${all.toFixed(1).padStart(5)} s  on ${cores} cores, ${LIMIT_SECONDS} s at most\n`,
  );
  process.exitCode = all <= LIMIT_SECONDS ? 0 : 1;
} finally {
  rmSync(out, { recursive: true });
}
