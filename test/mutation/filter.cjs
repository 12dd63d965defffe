/** Jest's filter of test files: the one that `runner.ts` names, or all. Jest wants a CommonJS module. */
module.exports = (paths) => {
  const only = process.env.MUTATION_TEST_FILE;
  return { filtered: only === undefined ? paths : paths.filter((path) => path === only) };
};
