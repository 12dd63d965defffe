/** The same sources give the same bytes, wherever they lie: who builds a version again can compare what is deployed. */

import { execFileSync } from 'node:child_process';
import {
  globSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ISSUER_IN_TEMPLATE, LOCAL_SETTINGS, PORTAL_IN_TEMPLATE, servedHere } from '../local/settings.ts';
import { synthesise } from '../local/synth.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** On the disk of the first, so that files are linked and not copied; deeper, so that no path is as long. */
const SECOND = join(ROOT, 'cdk.out', `another-clone-${process.pid}`, 'further', 'down');
const SOURCES = ['infra', 'functions', 'shared', 'node_modules', 'package.json', 'tsconfig.json'];

/** Links of a disk with the sources below them. */
function linkTree(from: string, to: string): void {
  if (!statSync(from).isDirectory()) {
    linkSync(from, to);
    return;
  }
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, place] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, place);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), place);
    else linkSync(source, place);
  }
}

/** As the local system has them, so that the first synthesis is one that other tests need as well. */
const SETTINGS = servedHere(LOCAL_SETTINGS, { url: PORTAL_IN_TEMPLATE, issuer: ISSUER_IN_TEMPLATE });

/** Synthesises what lies in the second place. */
function synthesiseSecond(out: string): void {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  const metadata = { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true };
  execFileSync(process.execPath, ['infra/app.ts'], {
    cwd: SECOND,
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, settings: SETTINGS, ...metadata }),
      CDK_VALIDATION: 'false',
    },
  });
}

/** What of an output is uploaded and deployed, by its path there; the rest describes the synthesis. */
function deployedFrom(out: string): ReadonlyMap<string, string> {
  const files = globSync(['*.template.json', '*.assets.json', 'asset.*/**'], { cwd: out })
    .filter((file) => statSync(join(out, file)).isFile())
    .toSorted();
  return new Map(files.map((file) => [file, readFileSync(join(out, file), 'latin1')]));
}

afterAll(() => rmSync(join(SECOND, '..', '..'), { recursive: true, force: true }));

test('two clones at two paths give the same template and assets, byte for byte, so a second deployment changes nothing', async () => {
  mkdirSync(SECOND, { recursive: true });
  for (const part of SOURCES) linkTree(join(ROOT, part), join(SECOND, part));
  synthesiseSecond(join(SECOND, 'out'));
  const second = deployedFrom(join(SECOND, 'out'));
  const first = deployedFrom((await synthesise(SETTINGS)).assetDir);

  expect([...second.keys()]).toEqual([...first.keys()]);
  expect([...first].filter(([file, content]) => content !== second.get(file)).map(([file]) => file)).toEqual(
    [],
  );
  expect([...first.keys()].filter((file) => file.endsWith('/index.mjs')).length).toBeGreaterThan(20);
});
