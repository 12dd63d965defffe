/**
 * Which part may import which: `functions → http, adapters, contract, domain`, and on down to the domain.
 * Type-only imports count like any other: whoever knows a type knows its module.
 */

const PACKAGE = '^node_modules/';
const OURS = '^(functions|infra|shared|test)/';
const part = (name) => `^shared/${name}/`;

/** A part may import itself and the parts given; of packages and Node's modules any, or only those given. */
function layer(name, path, { may, packages, node = [], comment }) {
  const own = packages?.map((one) => `${PACKAGE}${one}/`) ?? [];
  const pathNot = [path, ...may, ...own, ...node.map((one) => `^${one}$`)];
  const to = packages === undefined ? { path: OURS, pathNot } : { pathNot };
  return { name, comment, severity: 'error', from: { path }, to };
}

const layers = [
  layer('domain', part('domain'), {
    may: [],
    packages: ['otpauth', 'libphonenumber-js'],
    node: ['crypto'],
    comment: 'Pure rules: no AWS, HTTP or environment; of packages only the standards that the rules apply.',
  }),
  layer('contract', part('contract'), {
    may: [part('domain')],
    packages: ['zod'],
    comment: 'Routes and schemas, for the service, its deployment and its documentation alike.',
  }),
  layer('observability', part('observability'), {
    may: [],
    packages: [],
    // To read source maps.
    node: ['fs', 'module', 'url'],
    comment: 'Anything may log; the log knows nothing of what it is told.',
  }),
  layer('http', part('http'), {
    may: [part('contract'), part('domain'), part('observability')],
    packages: ['@middy', '@types/aws-lambda', 'jose', 'zod'],
    comment: 'HTTP in and out; it reaches no AWS service.',
  }),
  layer('adapters', part('adapters'), {
    may: [part('contract'), part('domain'), part('observability')],
    comment: 'AWS, behind interfaces of their own.',
  }),
  layer('functions', '^functions/', {
    may: ['^shared/'],
    comment: 'A function puts the shared parts together; it knows nothing of its deployment.',
  }),
  layer('infra', '^infra/(?!recommend)', {
    // Of the log its events' names, which alarms count.
    may: [part('contract'), part('domain'), '^shared/observability/log\\.ts$'],
    comment: 'The deployment knows routes and rules, and nothing that runs in a request.',
  }),
  layer('operator', '^infra/recommend', {
    may: ['^infra/settings', part('adapters'), part('contract'), part('domain'), part('observability')],
    comment: 'A command that an operator runs against what is deployed.',
  }),
];

export default {
  forbidden: [
    ...layers,
    {
      name: 'aws-sdk-only-in-adapters',
      comment: 'SDK calls, SDK errors and the shapes of the SDK stop at the adapters.',
      severity: 'error',
      from: { path: '^(shared|functions|infra)/', pathNot: ['^shared/adapters/', '^infra/recommend'] },
      to: { path: `${PACKAGE}@aws-sdk/` },
    },
    {
      name: 'only-a-function-enters',
      comment: 'Functions share what is in functions/common; none imports another.',
      severity: 'error',
      from: { path: '^(functions|shared|infra)/' },
      to: { path: '^functions/[^/]+\\.ts$' },
    },
    {
      name: 'nothing-points-to-test',
      comment: 'What is deployed does not know how it is tested, or that it runs locally.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle has no order in which it can be read.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports it and it imports nothing.',
      severity: 'error',
      from: {
        orphan: true,
        // Reached by their paths: what the bundler puts in the place of other modules, and what the bench starts.
        pathNot: ['\\.d\\.ts$', '^infra/bundle/stand-ins/', '^test/bench/probe\\.js$'],
      },
      to: {},
    },
    {
      name: 'shared-is-used',
      comment: 'What no function and no deployment reaches is dead.',
      severity: 'error',
      from: { path: '^(functions/[^/]+\\.ts|infra/)' },
      to: { path: '^shared/', reachable: false },
    },
    {
      name: 'resolves',
      comment: 'Every import leads to a module.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'Every package that is imported is in package.json.',
      severity: 'error',
      from: {},
      // Part of jest.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: `${PACKAGE}@jest/globals/` },
    },
    {
      name: 'no-development-packages-in-functions',
      comment: 'What is deployed is made of dependencies; types are for the compiler alone.',
      severity: 'error',
      from: { path: '^(functions|shared)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: `${PACKAGE}@types/` },
    },
  ],
  options: {
    // Reads the sources as they are, type-only and lazy imports included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
    doNotFollow: { path: 'node_modules' },
  },
};
