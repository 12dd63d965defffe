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

export default {
  maxWorkers: 2,
  // Tests that start the local system wait for it; none is a measurement of time.
  testTimeout: 180_000,
  projects: [
    project('unit'),
    project('integration'),
    project('model'),
    project('infra'),
    project('e2e'),
    project('browser'),
  ],
};
