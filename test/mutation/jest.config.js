/** The unit tests as Stryker runs them, for each mutant those that reach it. */

import jest from '../../jest.config.js';

const unit = jest.projects.find(({ displayName }) => displayName === 'unit');

export default {
  ...unit,
  rootDir: '../..',
  filter: '<rootDir>/test/mutation/filter.cjs',
  // Looking for Watchman starts a process each time.
  watchman: false,
  // A mutant may leave a promise open for ever, and a busy machine may take its time.
  testTimeout: 20_000,
};
