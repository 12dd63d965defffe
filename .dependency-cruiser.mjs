/**
 * Which part may import which: `functions → operations, http, adapters, environment`, and on down to the domain.
 * Type-only imports count like any other: whoever knows a type knows its module.
 */

const PACKAGE = '^node_modules/';
const OURS = '^(functions|infra|shared|test)/';
const part = (name) => `^shared/${name}/`;
const PROGRAM = '^shared/operator/[^/]+/main\\.ts$';

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
  layer('wording', part('wording'), {
    may: [part('domain')],
    packages: [],
    comment: 'What texts, calls and mails say in each language; how they are sent is known elsewhere.',
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
  layer('operations', part('operations'), {
    may: [
      part('contract'),
      part('domain'),
      part('wording'),
      part('observability'),
      // How long a mail may take, which the deployment must know as well.
      '^shared/environment/notice-timing\\.ts$',
    ],
    packages: ['@types/aws-lambda', 'qrcode', '@types/qrcode', 'zod'],
    comment: 'The use cases: what they need of the world they are given, so each can be run bare.',
  }),
  layer('adapters', part('adapters'), {
    may: [part('contract'), part('domain'), part('observability')],
    comment: 'AWS, behind the ports of the domain.',
  }),
  layer('environment', part('environment'), {
    may: [part('domain'), part('wording')],
    packages: ['zod'],
    comment: 'What the deployment tells functions, read and written by the same schemas.',
  }),
  layer('settings', part('settings'), {
    // Of the wording what settings are checked against, and no language.
    may: [part('domain'), '^shared/wording/(brand|locale)\\.ts$'],
    packages: ['zod'],
    // To read a file of settings.
    node: ['fs'],
    comment: 'What an operator decides, for the deployment and for the programs that run against it.',
  }),
  layer('functions', '^functions/', {
    // Settings reach a function as its environment.
    may: ['^shared/(?!settings/)'],
    packages: [],
    comment: 'A function gives a use case what it needs; it knows nothing of its deployment.',
  }),
  layer('infra', '^infra/', {
    may: [
      part('contract'),
      part('domain'),
      part('environment'),
      part('settings'),
      // Of the log its events' names, which alarms count.
      '^shared/observability/log\\.ts$',
    ],
    comment: 'The deployment knows routes and rules, and nothing that runs in a request.',
  }),
  layer('operator', part('operator'), {
    may: [
      part('adapters'),
      part('contract'),
      part('domain'),
      part('observability'),
      part('settings'),
      part('wording'),
    ],
    comment: 'Programs that an operator runs against what is deployed.',
  }),
];

export default {
  forbidden: [
    ...layers,
    {
      name: 'aws-sdk-only-in-adapters',
      comment: 'SDK calls, SDK errors and the shapes of the SDK stop at the adapters.',
      severity: 'error',
      // An operator's programs read the table as a whole, which nothing else does.
      from: { path: '^(shared|functions|infra)/', pathNot: [part('adapters'), part('operator')] },
      to: { path: `${PACKAGE}@aws-sdk/` },
    },
    {
      name: 'languages-load-on-demand',
      comment: 'A message needs one language; a start that read them all would be slower for each new one.',
      severity: 'error',
      from: { path: '^(functions|shared|infra)/' },
      to: { path: '^shared/wording/languages/', dynamic: false },
    },
    {
      name: 'locale-knows-no-language',
      comment: 'Whoever only picks a language, or checks settings, has no words in the bundle.',
      severity: 'error',
      from: { path: '^shared/wording/(brand|locale)\\.ts$' },
      to: { path: '^shared/wording/languages/', reachable: true },
    },
    {
      name: 'only-a-function-enters',
      comment: 'Functions share what is in functions/common; none imports another.',
      severity: 'error',
      from: { path: '^(functions|shared|infra)/' },
      to: { path: '^functions/[^/]+\\.ts$' },
    },
    {
      name: 'nothing-imports-a-program',
      comment: 'A program for operators starts where an operator starts it; only its tests take it apart.',
      severity: 'error',
      from: { pathNot: ['^test/', part('operator')] },
      to: { path: part('operator') },
    },
    {
      name: 'documentation-is-not-served-twice',
      comment:
        'The words of the OpenAPI document are in the bundle of the function that serves it, and in no other.',
      severity: 'error',
      from: { path: '^functions/[^/]+\\.ts$', pathNot: '^functions/get-openapi\\.ts$' },
      to: { path: '^shared/contract/openapi', reachable: true },
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
        pathNot: ['\\.d\\.ts$', '^infra/(lambda-credentials|left-out)\\.ts$', '^test/bench/probe\\.js$'],
      },
      to: {},
    },
    {
      name: 'shared-is-used',
      comment: 'What no function, no deployment and no program reaches is dead.',
      severity: 'error',
      from: { path: ['^functions/[^/]+\\.ts$', '^infra/', PROGRAM] },
      to: { path: '^shared/', pathNot: PROGRAM, reachable: false },
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
      // An operator's programs are run from a checkout, like the deployment.
      from: { path: '^(functions|shared)/', pathNot: part('operator') },
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
