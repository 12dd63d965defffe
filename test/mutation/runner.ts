/**
 * Jest as Stryker's plugin for it runs it, but one test file after the other, until one notices the mutant.
 *
 * The plugin chooses tests by their names, so Jest loads every file that imports the mutated one, whether any of
 * its tests is meant or not, and runs to the end. Loading ES modules is most of the time that a mutant takes, and
 * nearly every mutant is noticed by the first file if the files are in the right order.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  commonTokens,
  declareFactoryPlugin,
  type Injector,
  type PluginContext,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

/** Test files by the ids of their tests. These are names, so a test may be in more than one. */
type FilesByTest = Readonly<Record<string, readonly string[]>>;

/** In the sandbox, where all processes work: mutants are tried by others than the one that runs the tests first. */
const FILES_BY_TEST = 'files-by-test.json';

function filesByTest(tests: readonly TestResult[]): FilesByTest {
  const files: Record<string, string[]> = {};
  for (const { id, fileName } of tests) {
    if (fileName !== undefined) files[id] = [...(files[id] ?? []), fileName];
  }
  return files;
}

/**
 * The files of the given tests, the likeliest to notice first: the one named like the mutated file, then those
 * with the most of the tests.
 */
function inOrder(tests: readonly string[], files: FilesByTest, mutated: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const file of tests.flatMap((test) => files[test] ?? [])) {
    counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  const own = `${basename(mutated, '.ts')}.test.ts`;
  const isOwn = (file: string): number => Number(basename(file) === own);
  return [...counts]
    .toSorted(([one, tests], [other, otherTests]) => isOwn(other) - isOwn(one) || otherTests - tests)
    .map(([file]) => file);
}

async function tryOn(jest: TestRunner, file: string, options: MutantRunOptions): Promise<MutantRunResult> {
  process.env.MUTATION_TEST_FILE = file;
  const result = await jest.mutantRun(options);
  if (result.status !== MutantRunStatus.Error) return result;
  // The file does not load, which it did without the mutant: noticed, though Stryker would leave it out.
  return { status: MutantRunStatus.Killed, killedBy: [], failureMessage: result.errorMessage, nrOfTests: 0 };
}

function create(injector: Injector<PluginContext>): TestRunner {
  const [plugin] = jestPlugins;
  if (plugin === undefined) throw new Error('The Jest plugin of Stryker brings no test runner');
  const jest = injector.injectFunction(plugin.factory);
  let files: FilesByTest | undefined;

  return {
    capabilities: () => jest.capabilities(),
    init: async () => jest.init?.(),
    dispose: async () => jest.dispose?.(),

    async dryRun(options) {
      const result = await jest.dryRun(options);
      if (result.status === DryRunStatus.Complete) {
        writeFileSync(FILES_BY_TEST, JSON.stringify(filesByTest(result.tests)));
      }
      return result;
    },

    async mutantRun(options) {
      files ??= JSON.parse(readFileSync(FILES_BY_TEST, 'utf8')) as FilesByTest;
      // Stryker names no tests for a mutant that runs while modules load: any may notice it.
      const tests = options.testFilter ?? Object.keys(files);
      let nrOfTests = 0;
      for (const file of inOrder(tests, files, options.sandboxFileName)) {
        const result = await tryOn(jest, file, options);
        if (result.status !== MutantRunStatus.Survived) return result;
        nrOfTests += result.nrOfTests;
      }
      return { status: MutantRunStatus.Survived, nrOfTests };
    },
  };
}
create.inject = tokens(commonTokens.injector);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'jest-by-file', create)];
