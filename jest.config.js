import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Dozens of programs are started, the CDK's app among them: each file of theirs is compiled once. */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('cdk.out/compiled', import.meta.url));

/** One Jest project per kind of test, so that `npm test -- --selectProjects unit` runs one kind alone. */
const project = (displayName, extra = {}) => ({
  displayName,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  // While `npm run mutate` runs, a copy of the project is in it.
  modulePathIgnorePatterns: ['<rootDir>/reports/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  ...extra,
});

/** One database for all files that need no more than one. */
const database = {
  globalSetup: '<rootDir>/test/support/start-database.js',
  globalTeardown: '<rootDir>/test/support/stop-database.js',
};

const runs = (command, ...args) => {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
};

/** On SAM's containers, where SAM and Docker are there: tests of its own, and the end-to-end and browser tests once more. */
const sam =
  runs('sh', '-c', 'command -v sam') && runs('docker', 'version')
    ? {
        testMatch: ['sam', 'e2e', 'browser'].map((kind) => `<rootDir>/test/${kind}/**/*.test.ts`),
        testPathIgnorePatterns: ['<rootDir>/test/sam/not-here.test.ts'],
        globals: { onSam: true },
      }
    : { testMatch: ['<rootDir>/test/sam/not-here.test.ts'] };

export default {
  maxWorkers: 2,
  // Tests that start the local system wait for it; none is a measurement of time.
  testTimeout: 180_000,
  projects: [
    project('unit'),
    project('integration', database),
    project('model', database),
    project('infra'),
    project('e2e'),
    project('browser'),
    project('sam', sam),
  ],
};
