/** What each function may do, to the last action: the list is the review. */

import { allStatements, deploy, functions } from './support/deployed.ts';

const template = deploy({ texts: { logDeliveries: true } });
const ours = functions(template).filter((fn) => fn.ours);

/** Every function may write its own log and trace. */
const EVERY = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];
/** DynamoDB uses the table's key on behalf of whoever calls it. */
const TABLE_KEY = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
const LOAD = ['dynamodb:GetItem', ...TABLE_KEY];
const UPDATE = [...LOAD, 'dynamodb:PutItem'];
const SEND = ['dynamodb:UpdateItem', 'sns:Publish', 'connect:StartOutboundVoiceContact'];

const MAY: Readonly<Record<string, readonly string[]>> = {
  'get-status': [...LOAD, 'kms:GenerateMac'],
  'start-totp': [...UPDATE, 'kms:GenerateMac', 'kms:GetPublicKey'],
  'confirm-totp': [...UPDATE, 'kms:GenerateMac', 'kms:Sign'],
  'start-phone': [...UPDATE, 'kms:GenerateMac', 'kms:GetPublicKey', ...SEND],
  'confirm-phone': [...UPDATE, 'kms:GenerateMac', 'kms:Sign'],
  'replace-backup-codes': [...UPDATE, 'kms:GenerateMac', 'kms:GetPublicKey'],
  'skip-enrolment': [...UPDATE, 'kms:Sign'],
  'turn-off': [...UPDATE, 'kms:GetPublicKey'],
  'list-events': ['dynamodb:Query', ...TABLE_KEY],
  'start-challenge': [...UPDATE, 'kms:GenerateMac', 'kms:Sign'],
  'send-challenge-code': [...UPDATE, 'kms:GenerateMac', ...SEND],
  'verify-challenge': [...UPDATE, 'kms:GenerateMac', 'kms:Sign'],
  'support-get-user': [...UPDATE, 'kms:GenerateMac'],
  'support-list-events': [...UPDATE, 'dynamodb:Query'],
  'support-reset': [...UPDATE, 'kms:GenerateMac', 'dynamodb:DeleteItem'],
  'support-erase-user': [...UPDATE, 'dynamodb:Query', 'dynamodb:DeleteItem'],
  'get-jwks': ['kms:GetPublicKey'],
  'get-discovery': [],
  'get-elements': [],
  'get-openapi': [],
  'publish-events': [
    'dynamodb:PutItem',
    'dynamodb:ConditionCheckItem',
    // Of counts by country and block alone, see `trail.test.ts`.
    'dynamodb:UpdateItem',
    ...TABLE_KEY,
    'events:PutEvents',
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'sqs:SendMessage',
  ],
  'send-notices': [...UPDATE, 'dynamodb:DeleteItem', 'kms:GenerateMac', 'ses:SendEmail', 'sqs:SendMessage'],
};

test.each(ours.map((fn) => [fn.name, fn.statements] as const))(
  '%s may do this and no more',
  (name, statements) => {
    const actions = new Set(statements.flatMap((statement) => statement.actions));
    expect([...actions].toSorted()).toEqual([...new Set([...EVERY, ...(MAY[name] ?? [])])].toSorted());
  },
);

test('the list has no function that is not deployed', () => {
  expect(Object.keys(MAY).toSorted()).toEqual(ours.map(({ name }) => name).toSorted());
});

test('no role may do everything, nor one thing with everything, but for what has no ARN', () => {
  /** Services that authorise these actions on no resource. */
  const withoutArn = [
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
    'dynamodb:ListStreams',
    // A setting of the account, by CDK's custom resource at deployment.
    'sns:SetSMSAttributes',
  ];
  const wide = allStatements(template).filter(({ resources }) => resources.includes('*'));
  expect(wide.flatMap(({ actions }) => actions).filter((action) => !withoutArn.includes(action))).toEqual([]);
  const everything = allStatements(template).filter(({ actions }) =>
    actions.some((action) => action === '*' || action.endsWith(':*')),
  );
  expect(everything).toEqual([]);
});

test('"everything but" is said of texts alone: to phone numbers, and to no topic', () => {
  const excepting = allStatements(template).filter(({ except }) => except.length > 0);
  expect(new Set(excepting.flatMap(({ actions }) => actions))).toEqual(new Set(['sns:Publish']));
  for (const { except } of excepting) expect(except).toEqual([expect.stringContaining(':sns:*:*:*')]);
});

test('keys: who signs cannot derive with the same statement, and nobody may export or delete one', () => {
  const kms = allStatements(template).flatMap(({ actions }) =>
    actions.filter((action) => action.startsWith('kms:')),
  );
  const allowed = [...TABLE_KEY, 'kms:GenerateMac', 'kms:Sign', 'kms:GetPublicKey'];
  expect([...new Set(kms)].filter((action) => !allowed.includes(action))).toEqual([]);
  for (const { actions } of allStatements(template)) {
    expect(actions.includes('kms:Sign') && actions.includes('kms:GenerateMac')).toBe(false);
  }
});

test('every grant of the service’s own keys is to one key', () => {
  for (const { actions, resources } of allStatements(template)) {
    if (actions.some((action) => /^kms:(Sign|GenerateMac|GetPublicKey)$/.test(action))) {
      expect(resources).toEqual([
        expect.stringMatching(/^\{"Fn::GetAtt":\["Keys(Root|Signing)[0-9A-F]+","Arn"\]\}$/),
      ]);
    }
  }
});
