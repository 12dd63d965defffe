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

/** The entries of what portals take: they are reached from portals alone. */
const PORTAL_ENTRY = '^shared/portal/[^/]+/src/[^/]+\\.ts$';

/** The components of a framework, which the portal has. */
const COMPONENT = '^shared/portal/elements/src/(react|vue)\\.ts$';

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
    // To compare what a distribution proves itself with.
    node: ['crypto'],
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
    // Of the wording what settings are checked against, and no language; of the contract the operations' names.
    may: [part('domain'), part('contract'), '^shared/wording/(brand|locale)\\.ts$'],
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
      // Of the log what is counted in it, which alarms and the dashboard read.
      '^shared/observability/metrics\\.ts$',
    ],
    comment: 'The deployment knows routes and rules, and nothing that runs in a request.',
  }),
  layer('portal-client', `${part('portal')}client/`, {
    // The contract reaches it as types that are made of the OpenAPI document, so that the package stands alone.
    may: [],
    packages: [],
    comment: 'What a page loads has no dependency, and knows the service by its contract alone.',
  }),
  layer('portal-admission', `${part('portal')}admission/`, {
    may: [],
    packages: ['jose'],
    comment:
      'What a backend checks assertions with; frameworks and databases it knows by what it needs of them.',
  }),
  layer('portal-elements', `${part('portal')}elements/`, {
    may: [`${part('portal')}client/`, '^shared/contract/element-parts\\.ts$'],
    packages: ['react', '@types/react', 'vue'],
    comment:
      'The elements have no dependency but the client; their components have the framework that they are for.',
  }),
  layer('operator', part('operator'), {
    may: [
      part('adapters'),
      part('contract'),
      part('domain'),
      part('observability'),
      // What an operation does, done without a request.
      part('operations'),
      part('settings'),
      part('wording'),
    ],
    comment: 'Programs that an operator runs against what is deployed.',
  }),
];

// ---- The local system (test/local/README.md) ----

const LOCAL = '^test/local/';
const EMULATOR = `${LOCAL}emulator/`;
const room = (name) => `${EMULATOR}${name}/`;

/** What the local system may know of the rest of the project; the template tells it everything else. */
const KNOWN_TO_EMULATOR = [
  // Connect runs the deployed flow, so it reads the form in which the deployment writes flows.
  '^infra/connect-flow/flow\\.ts$',
  // A text or a call carries no language on its way; the handset's label is found by the words and the voice.
  '^shared/wording/(language|languages|locale)\\.ts$',
];
// Of the service what any portal takes.
const KNOWN_TO_PORTAL = ['^shared/portal/[^/]+/src/'];

/** Like `layer`, of the project's modules alone: which packages the tests use is nobody's concern. */
const localRoom = (name, path, may, comment) => layer(name, path, { may, comment });

const local = [
  localRoom(
    'local-host',
    `${LOCAL}host/`,
    [],
    'Ports, files and keys of the machine serve both sides and know neither.',
  ),
  localRoom(
    'local-emulator',
    EMULATOR,
    [`${LOCAL}host/`, ...KNOWN_TO_EMULATOR],
    'The emulator knows nothing of the portal: it would serve the template to any other.',
  ),
  localRoom(
    'local-portal',
    `${LOCAL}portal/`,
    [`${LOCAL}host/(listen|journal)\\.ts$`, `${EMULATOR}boundary\\.ts$`, ...KNOWN_TO_PORTAL],
    'The portal knows the service by HTTP, as any portal does, and the emulator by what crosses its boundary.',
  ),
  localRoom(
    'local-portal-backend',
    `${LOCAL}portal/backend/`,
    [`${LOCAL}portal/(body|http|identity-provider)\\.ts$`, ...KNOWN_TO_PORTAL],
    'What a real portal would take over does not know that it runs in a demo.',
  ),
  localRoom(
    'local-sam',
    `${LOCAL}sam/`,
    [`${LOCAL}host/`, `${LOCAL}platform\\.ts$`, EMULATOR],
    'SAM takes the place of gateway and Lambda, and has from the emulator what the template says.',
  ),
  localRoom('local-page', `${LOCAL}portal/page/`, [], 'The page runs in a browser.'),
  localRoom(
    'local-top',
    `${LOCAL}[^/]+\\.ts$`,
    // A file of settings is read and explained as at deployment.
    [LOCAL, '^shared/settings/(read|explain)\\.ts$'],
    'Even what composes both sides has the service from the template alone.',
  ),

  localRoom(
    'emulator-boundary',
    `${EMULATOR}(boundary|clock)\\.ts$`,
    [],
    'What everybody may know knows nobody.',
  ),
  localRoom(
    'emulator-template',
    room('template'),
    [],
    'The template is read before there is anything to serve it.',
  ),
  localRoom('emulator-iam', room('iam'), [room('template')], 'Roles are judged by what the template says.'),
  localRoom(
    'emulator-tables',
    room('tables'),
    [room('template')],
    'Tables are made as the template has them.',
  ),
  localRoom(
    'emulator-lambda',
    room('lambda'),
    [room('template'), `${EMULATOR}clock\\.ts$`],
    'A function does not know who invokes it, nor the stand-ins that it calls: it has their address.',
  ),
  localRoom(
    'emulator-gateway',
    room('gateway'),
    [room('template'), room('iam'), `${room('lambda')}environment\\.ts$`, `${LOCAL}host/read-body\\.ts$`],
    'The gateway hands an event over and gets an outcome.',
  ),
  localRoom(
    'emulator-aws',
    room('aws'),
    [
      ...['template', 'iam', 'lambda'].map(room),
      `${EMULATOR}(boundary|clock|languages)\\.ts$`,
      `${LOCAL}host/`,
      ...KNOWN_TO_EMULATOR,
    ],
    'The stand-ins and what stands in front of them know neither gateway nor streams.',
  ),
  localRoom(
    'emulator-streams',
    room('streams'),
    [
      ...['template', 'iam', 'tables', 'lambda'].map(room),
      `${room('aws')}(kms/keys|dynamodb/table-key|eventbridge/event-pattern)\\.ts$`,
    ],
    'Lambda reads streams in its own name; of the stand-ins it shares keys and event patterns.',
  ),
  {
    name: 'stand-ins-apart',
    comment: 'A stand-in knows the form of a call and an answer, not its neighbours, nor who lets calls in.',
    severity: 'error',
    from: { path: `${room('aws')}([^/]+)/` },
    to: { path: room('aws'), pathNot: [`${room('aws')}$1/`, `${room('aws')}(stand-in|json)\\.ts$`] },
  },
  {
    name: 'local-by-its-door',
    comment: 'End-to-end tests and the bench use the system as whoever starts it would, not its insides.',
    severity: 'error',
    from: { path: '^test/(e2e|browser|bench)/' },
    to: {
      path: LOCAL,
      // Types of what the system shows: calls, and the template that a test edits; and, for the bench, an event.
      pathNot: [
        `${LOCAL}(system|sam/platform)\\.ts$`,
        `${EMULATOR}(boundary|aws/call-log|template/template|gateway/event)\\.ts$`,
      ],
    },
  },
];

// ---- end of the local system ----

export default {
  forbidden: [
    ...layers,
    ...local,
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
      name: 'portal-apart',
      comment: 'What portals take is published, and no part of what is deployed.',
      severity: 'error',
      from: { path: '^(functions|shared|infra)/', pathNot: part('portal') },
      to: { path: part('portal') },
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
        // Reached by their paths: what the bundler puts in the place of other modules, what the bench starts, and
        // what Stryker and Jest read.
        pathNot: [
          '\\.d\\.ts$',
          '^infra/bundle/stand-ins/',
          // In a page of the documentation.
          '^infra/docs/site/playground\\.js$',
          '^test/bench/probe\\.js$',
          '^test/mutation/(stryker\\.config\\.js|filter\\.cjs)$',
        ],
      },
      to: {},
    },
    {
      name: 'shared-is-used',
      comment: 'What no function, no deployment, no program and no portal reaches is dead.',
      severity: 'error',
      from: { path: ['^functions/[^/]+\\.ts$', '^infra/', PROGRAM, PORTAL_ENTRY] },
      to: { path: '^shared/', pathNot: [PROGRAM, PORTAL_ENTRY], reachable: false },
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
      // An optional peer counts as undeclared.
      from: { pathNot: COMPONENT },
      // Part of jest.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: `${PACKAGE}@jest/globals/` },
    },
    {
      name: 'frameworks-only-in-their-components',
      comment: 'A page without a framework loads none.',
      severity: 'error',
      from: { path: '^(functions|shared)/', pathNot: COMPONENT },
      to: { path: `${PACKAGE}(@types/)?(react|vue)/` },
    },
    {
      name: 'no-development-packages-in-functions',
      comment: 'What is deployed is made of dependencies; types are for the compiler alone.',
      severity: 'error',
      // An operator's programs are run from a checkout, like the deployment; a portal's framework is its own.
      from: {
        path: '^(functions|shared)/',
        pathNot: [part('operator'), COMPONENT],
      },
      to: { dependencyTypes: ['npm-dev'], pathNot: `${PACKAGE}@types/` },
    },
  ],
  options: {
    // Reads the sources as they are, type-only and lazy imports included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
    doNotFollow: { path: 'node_modules' },
    // The examples have the packages as a portal installs them.
    exclude: { path: '^shared/portal/([^/]+/dist|examples)/' },
  },
};
