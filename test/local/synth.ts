/** Synthesises the CDK app for the local system, once for each state of the sources and settings. */

import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Synthesised } from './emulator/template/synthesised.ts';
import { asRecord, asString, isRecord, type Template, TemplateError } from './emulator/template/template.ts';
import { withLock } from './host/lock.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = join(ROOT, 'cdk.out');
/** What the template depends on. */
const SOURCES = ['infra/**/*', 'functions/**/*', 'shared/**/*', 'package-lock.json', 'cdk.json'];
/** Earlier results that nobody has asked for in this time are removed. */
const KEEP_MS = 24 * 60 * 60 * 1000;

function digest(context = ''): string {
  const hash = createHash('sha256').update(context);
  for (const file of globSync(SOURCES, { cwd: ROOT }).toSorted()) {
    const path = join(ROOT, file);
    if (!statSync(path).isFile()) continue;
    hash.update(`\0${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

function cdkContext(settings: Readonly<Record<string, unknown>>): string {
  const cdkJson: unknown = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  const context = isRecord(cdkJson) && isRecord(cdkJson.context) ? cdkJson.context : {};
  // As the CDK's own command line has it.
  const metadata = { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true };
  return JSON.stringify({ ...context, settings, ...metadata });
}

/** Without the developer's AWS settings, which the local system must neither need nor see. */
function cleanEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|CDK|JEST)_/.test(name)));
}

/** @param bundles the functions' bundles, if they are there already; else the app makes them in its own output. */
async function runApp(outDir: string, context: string, bundles: string | undefined): Promise<void> {
  // CloudFormation's check of the template is for what is deployed: it takes longer than all the rest.
  const env = {
    ...cleanEnvironment(),
    CDK_OUTDIR: outDir,
    CDK_CONTEXT_JSON: context,
    CDK_VALIDATION: 'false',
    BUNDLES: bundles,
  };
  try {
    await promisify(execFile)(process.execPath, ['infra/app.ts'], {
      cwd: ROOT,
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const output = isRecord(error) ? String(error.stderr ?? error.message) : String(error);
    throw new TemplateError(`The CDK app does not synthesise:\n${output.trim()}`);
  }
}

function removeStale(): void {
  for (const name of readdirSync(OUT)) {
    const path = join(OUT, name);
    if (/^(local|new|sam|bundles)-/.test(name) && Date.now() - statSync(path).mtimeMs > KEEP_MS) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

const has = (template: Template, type: string): boolean =>
  Object.values(template.Resources).some(({ Type }) => Type === type);

function read(directory: string): Synthesised {
  const manifest: unknown = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
  const artifacts = Object.entries(asRecord(asRecord(manifest, 'manifest').artifacts, 'manifest'));
  const stacks = artifacts.filter(([, one]) => isRecord(one) && one.type === 'aws:cloudformation:stack');
  const templates = stacks.map(([stackName, stack]) => {
    const file = asString(asRecord(asRecord(stack, stackName).properties, stackName).templateFile, stackName);
    const template: Template = JSON.parse(readFileSync(join(directory, file), 'utf8'));
    return { stackName, template };
  });
  const [service, ...services] = templates.filter(({ template }) => has(template, 'AWS::ApiGatewayV2::Api'));
  const [edge, ...edges] = templates.filter(({ template }) => has(template, 'AWS::CloudFront::Distribution'));
  if (service === undefined || services.length + edges.length > 0)
    throw new TemplateError(
      'The CDK app must have exactly one stack with an API, and one with a distribution at most',
    );
  return { ...service, ...(edge && { edge: edge.template }), assetDir: directory };
}

/**
 * The stack's template and built assets under these settings (what `cdk.json` has under `settings`).
 * Throws a `TemplateError` with the app's own output.
 */
export async function synthesise(settings: Readonly<Record<string, unknown>>): Promise<Synthesised> {
  const context = cdkContext(settings);
  const place = join(OUT, `local-${digest(context)}`);
  mkdirSync(OUT, { recursive: true });
  // Test files start together: one of them synthesises, the others find it done.
  await withLock(`${place}.lock`, async () => {
    if (existsSync(join(place, 'manifest.json'))) utimesSync(place, new Date(), new Date());
    else
      await synthesiseInto(place, context, join(OUT, `bundles-${digest(JSON.stringify(settings.methods))}`));
  });
  return read(place);
}

/** @param bundles where the bundles are kept that these settings share with others. */
async function synthesiseInto(place: string, context: string, bundles: string): Promise<void> {
  const temporary = join(OUT, `new-${randomUUID()}`);
  try {
    await withLock(`${bundles}.lock`, async () => {
      if (existsSync(bundles)) return;
      await runApp(temporary, context, undefined);
      renameSync(join(temporary, 'bundles'), bundles);
    });
    utimesSync(bundles, new Date(), new Date());
    if (!existsSync(temporary)) await runApp(temporary, context, bundles);
    renameSync(temporary, place);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  removeStale();
}
