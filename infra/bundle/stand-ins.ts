/**
 * Modules of packages whose place in the bundles another takes: what Lambda makes needless, or what no function
 * ever runs. What stands in for the latter throws if it is run after all.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const pathOf = (name: string): string => fileURLToPath(new URL(`./stand-ins/${name}.ts`, import.meta.url));

/** By the name that others import. */
export const PACKAGE_STAND_INS: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': pathOf('credentials'),
  '@aws-sdk/endpoint-cache': pathOf('endpoint-cache'),
  '@smithy/core/event-streams': pathOf('left-out'),
  bowser: pathOf('left-out'),
};

const SMITHY = '@smithy/core/dist-es/submodules';

/** By the path of the module, which others import by a relative one. */
const MODULE_STAND_INS: Readonly<Record<string, string>> = {
  '@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware': pathOf('logger'),
  [`${SMITHY}/config/shared-ini-file-loader/loadSharedConfigFiles`]: pathOf('config-files'),
  [`${SMITHY}/serde/util-body-length/calculateBodyLength`]: pathOf('body-length'),
  // Hashes where Node has been built without cryptography.
  [`${SMITHY}/checksum/sha256/Sha256Js`]: pathOf('left-out-classes'),
  // For AWS_RETRY_MODE=adaptive.
  [`${SMITHY}/retry/util-retry/AdaptiveRetryStrategy`]: pathOf('left-out-classes'),
  [`${SMITHY}/retry/util-retry/DefaultRateLimiter`]: pathOf('left-out-classes'),
};

const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const standIns: Plugin = {
  name: 'stand-ins',
  setup({ onResolve }) {
    const modules = Object.entries(MODULE_STAND_INS);
    for (const [module] of modules) {
      if (!existsSync(join(PACKAGES, `${module}.js`)))
        throw new Error(`There is no ${module} to stand in for.`);
    }
    const names = modules.map(([module]) => lastPart(module)).join('|');
    onResolve({ filter: new RegExp(`^\\..*/(?:${names})$`) }, ({ path, resolveDir }) => {
      const imported = join(resolveDir, path);
      const found = modules.find(([module]) => imported.endsWith(`/node_modules/${module}`));
      return found && { path: found[1] };
    });
    // Middy answers with streams only where it is told to.
    onResolve({ filter: /^node:stream\/web$/ }, ({ importer }) =>
      importer.includes('/node_modules/@middy/core/') ? { path: pathOf('left-out-classes') } : undefined,
    );
  },
};
