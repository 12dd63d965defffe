/**
 * `npm run mutate`: changes rules and use cases in small ways, one at a time, and lists what no unit test notices.
 *
 * With `-- --mutate shared/domain/totp.ts` those of one file, or of several with commas between, or of some lines
 * (`shared/domain/totp.ts:30-40`). With `-- --incremental` only what is new: what earlier such runs found is taken
 * over where code and tests are still the same. Changes of what tests share, or of code that is not mutated, are
 * not seen; after one, `--incremental --force` tries everything again.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['shared/domain/**/*.ts', 'shared/operations/**/*.ts'],

  appendPlugins: ['./test/mutation/runner.ts', './test/mutation/summary.ts'],
  testRunner: 'jest-by-file',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: 'test/mutation/jest.config.js' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Jest does not give back all the memory of ES modules, and slows down with it.
  maxTestRunnerReuse: 50,
  // A loop without end is noticed by its count of passes. Only a busy machine gets near this, and what times out
  // counts as noticed.
  timeoutMS: 60_000,
  // What runs while modules load (limits, patterns) is mutated as well. It takes less time than the warning says,
  // as most of it is noticed by the first test file.
  ignoreStatic: false,
  warnings: { slow: false },

  // Nothing checks types here, and rewriting tsconfig.json would take a compiler with an API.
  disableTypeChecks: false,
  ignorePatterns: ['/tsconfig.json', '/cdk.out', '/data', '/dist'],
  tempDirName: 'reports/mutation/sandbox',
  cleanTempDir: 'always',

  logLevel: 'warn',
  reporters: [...(process.stdout.isTTY ? ['progress'] : []), 'summary', 'html', 'json'],
  htmlReporter: { fileName: 'reports/mutation/report.html' },
  jsonReporter: { fileName: 'reports/mutation/report.json' },
  incrementalFile: 'reports/mutation/incremental.json',
};
