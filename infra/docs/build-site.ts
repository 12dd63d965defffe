/** Builds the documentation site into `dist/docs`: its pages by Eleventy, and the API's reference by Redocly. */

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function run(bin: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [`node_modules/${bin}`, ...args], { cwd: ROOT, stdio: 'inherit' });
}

rmSync(`${ROOT}dist/docs`, { recursive: true, force: true });
await import('./write-openapi.ts');
run('@11ty/eleventy/cmd.cjs', '--config=infra/docs/site/eleventy.config.js', '--quiet');
run(
  '@redocly/cli/bin/cli.js',
  ...['build-docs', 'dist/openapi.json', '--output=dist/docs/api.html', '--inlineBundle'],
  ...['--config=.ci/redocly.yaml', '--template=infra/docs/site/reference.hbs'],
);
