/**
 * Imports of Node's own modules, asked for by name instead of linked.
 *
 * To link one, Node reads every property of it, those too that load something else when they are read: streams
 * of files, `process.stdin`, Web Crypto. That is a tenth of a cold start for nothing that a function uses.
 */

import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

const BUILTIN = new RegExp(
  `^(?:node:)?(?:${builtinModules.filter((name) => !/^(_|node:)/.test(name)).join('|')})$`,
);
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

const FOR_IMPORT = 'node-builtin';
const FOR_REQUIRE = 'node-builtin-required';

const get = (path: string): string => `process.getBuiltinModule(${JSON.stringify(path)})`;

/**
 * What takes an export's place, by module and name.
 *
 * To tell what kind of key it has been given, Node first asks bytes whether they are a key object, which costs
 * three times the digest of a short message. Most of a sign-in's cryptography are such digests: the codes of an
 * authenticator app, the signatures of calls to AWS.
 */
const WRAPPED: Readonly<Record<string, string>> = {
  'node:crypto createHmac': `(algorithm, key, options) =>
    builtin.createHmac(algorithm, ArrayBuffer.isView(key) ? builtin.createSecretKey(key) : key, options)`,
};

/** One constant for each export, marked as pure, so that a bundle keeps and reads those alone that it uses. */
function exportsOf(path: string): string {
  const names = Object.keys(process.getBuiltinModule(path) ?? {}).filter(
    (name) => IDENTIFIER.test(name) && name !== 'default',
  );
  return [
    `const builtin = /* @__PURE__ */ ${get(path)};`,
    'const read = (name) => builtin[name];',
    'export default builtin;',
    ...names.map(
      (name) => `const _${name} = ${WRAPPED[`${path} ${name}`] ?? `/* @__PURE__ */ read('${name}')`};`,
    ),
    `export { ${names.map((name) => `_${name} as ${name}`).join(', ')} };`,
  ].join('\n');
}

export const nodeBuiltins: Plugin = {
  name: 'node-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: BUILTIN }, ({ path, kind }) => {
      // What is imported on demand is linked on demand.
      if (kind === 'dynamic-import') return undefined;
      return {
        path: path.startsWith('node:') ? path : `node:${path}`,
        namespace: kind === 'require-call' ? FOR_REQUIRE : FOR_IMPORT,
      };
    });
    onLoad({ filter: /.*/, namespace: FOR_IMPORT }, ({ path }) => ({ contents: exportsOf(path) }));
    onLoad({ filter: /.*/, namespace: FOR_REQUIRE }, ({ path }) => ({
      contents: `module.exports = ${get(path)};`,
    }));
  },
};
