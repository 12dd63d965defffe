/** What is deployed for events and notices: nothing is lost in silence, and nobody may do more than they need. */

import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EVENT_FUNCTIONS, Portal2faStack } from '../../infra/stack.ts';
import { RECORD } from '../../shared/adapters/table.ts';
import { OPERATIONS } from '../../shared/contract/operations.ts';
import { TOLD_EVENTS } from '../../shared/domain/notice.ts';
import { CLAIM_MS } from '../../shared/environment/notice-timing.ts';
import { SettingsError } from '../../shared/settings/explain.ts';
import { readSettings } from '../../shared/settings/read.ts';

const SETTINGS = {
  issuer: 'https://login.portal.example',
  audience: 'portal',
  portalOrigins: ['https://portal.example'],
  brand: 'Example',
  numbers: { allowedCountries: ['US'] },
};
const MAIL = {
  from: 'security@mail.portal.example',
  fromName: 'Example Security',
  configurationSet: 'notices',
};

function synthesise(settings: Readonly<Record<string, unknown>>): Template {
  const names = [...OPERATIONS.map(({ id }) => id), ...EVENT_FUNCTIONS];
  const stack = new Portal2faStack(new App({ builtinCloudFormationValidation: false }), 'Test', {
    settings: readSettings({ ...SETTINGS, ...settings }),
    // Any folder will do where only the template counts.
    bundles: new Map(names.map((name) => [name, import.meta.dirname])),
  });
  return Template.fromStack(stack);
}

/** Statements of the role of the function whose logical id begins so. */
function statementsOf(template: Template, role: string): readonly Record<string, unknown>[] {
  const policies = template.findResources('AWS::IAM::Policy', {
    Properties: { Roles: [{ Ref: Match.stringLikeRegexp(`^${role}`) }] },
  });
  return Object.values(policies).flatMap((policy) => policy.Properties.PolicyDocument.Statement);
}

const environmentsOf = (template: Template): readonly Record<string, unknown>[] =>
  Object.values(template.findResources('AWS::Lambda::Function')).map(
    (fn) => fn.Properties.Environment?.Variables ?? {},
  );

describe('events', () => {
  const template = synthesise({ alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms' });

  test('the stream is read from its beginning, retried within bounds, and what fails ends in a queue', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      // One lane of a shard does some forty records a second, which is fewer than sign-ins need.
      ParallelizationFactor: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 6 * 60 * 60,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^EventsUnpublished'), 'Arn'] } },
      },
    });
  });

  test('only writes of records reach the function, no deletion and no other item', () => {
    const [mapping] = Object.values(template.findResources('AWS::Lambda::EventSourceMapping'));
    const [filter] = mapping?.Properties.FilterCriteria.Filters ?? [];
    expect(JSON.parse(filter.Pattern)).toEqual({
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { Keys: { sk: { S: [RECORD] } } },
    });
  });

  test('each dead-letter queue has an alarm that notifies, from the first message on', () => {
    const alarms = Object.values(
      template.findResources('AWS::CloudWatch::Alarm', {
        Properties: { MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1, EvaluationPeriods: 1 },
      }),
    );
    expect(alarms).toHaveLength(Object.keys(template.findResources('AWS::SQS::Queue')).length);
    for (const { Properties } of alarms) {
      expect(Properties.AlarmActions).toEqual(['arn:aws:sns:eu-west-1:111122223333:alarms']);
      expect(Properties.AlarmDescription).toMatch(/\w+/);
    }
  });

  test('what ends in a queue stays for two weeks, so that a long weekend loses nothing', () => {
    const queues = Object.values(synthesise({ mail: MAIL }).findResources('AWS::SQS::Queue'));
    expect(queues.map(({ Properties }) => Properties.MessageRetentionPeriod)).toEqual([
      14 * 24 * 60 * 60,
      14 * 24 * 60 * 60,
    ]);
  });

  test('the handler may add to the trail, count and read the stream, but neither read nor delete an item', () => {
    const actions = statementsOf(template, 'Eventspublishevents').flatMap(({ Action }) => Action);
    expect(actions).toContain('events:PutEvents');
    expect(actions.filter((action) => String(action).startsWith('dynamodb:')).toSorted()).toEqual([
      // Whether a user was erased.
      'dynamodb:ConditionCheckItem',
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ]);
  });
});

describe('notices', () => {
  const template = synthesise({ mail: MAIL, supportUrl: 'https://portal.example/help' });

  test('the events that customers are told of reach the function, and no others', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: { Ref: Match.stringLikeRegexp('^EventsBus') },
      EventPattern: { source: ['portal-2fa'], 'detail-type': [...TOLD_EVENTS] },
    });
  });

  test('what the function could not do, and what never reached it, ends in the same queue', () => {
    const queue = { 'Fn::GetAtt': [Match.stringLikeRegexp('^NoticesUnsent'), 'Arn'] };
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: queue } },
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: queue } })],
    });
  });

  test('mails come from the sender of the settings and from no other, whatever SES has verified', () => {
    const statements = statementsOf(template, 'Noticessendnotices');
    const send = statements.filter(({ Action }) => JSON.stringify(Action).includes('ses:'));
    const account = { Ref: 'AWS::AccountId' };
    const arn = (resource: string) => ({
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':ses:', { Ref: 'AWS::Region' }, ':', account, `:${resource}`],
      ],
    });
    expect(send).toEqual([
      {
        Effect: 'Allow',
        Action: 'ses:SendEmail',
        Resource: [arn('identity/*'), arn('configuration-set/*')],
        Condition: { StringEquals: { 'ses:FromAddress': MAIL.from } },
      },
    ]);
  });

  test('a claim to a notice outlasts the delivery that has it, and is over before the next one', () => {
    const [fn] = Object.values(
      template.findResources('AWS::Lambda::Function', {
        Properties: { Environment: { Variables: { MAIL_FROM: MAIL.from } } },
      }),
    );
    const firstRetryMs = 60_000;
    expect(CLAIM_MS).toBeGreaterThan(fn?.Properties.Timeout * 1000);
    expect(CLAIM_MS).toBeLessThan(firstRetryMs);
  });

  test('no other function may send mails', () => {
    const policies = Object.values(template.findResources('AWS::IAM::Policy'));
    expect(policies.filter((policy) => JSON.stringify(policy).includes('ses:'))).toHaveLength(1);
  });

  test('support sees whether notices are on', () => {
    const notices = (settings: Readonly<Record<string, unknown>>) => [
      ...new Set(environmentsOf(synthesise(settings)).flatMap(({ NOTICES }) => NOTICES ?? [])),
    ];
    expect(notices({ mail: MAIL })).toEqual(['true']);
    expect(notices({ mail: MAIL, notices: false })).toEqual(['false']);
    expect(notices({})).toEqual(['false']);
  });

  test('turned off, nothing of it is deployed', () => {
    for (const settings of [{ mail: MAIL, notices: false }, {}]) {
      synthesise(settings).resourceCountIs('AWS::Events::Rule', 0);
    }
  });

  test.each([
    ['a sender that is no address', { mail: { from: 'nobody' } }],
    ['a link that is neither https nor mailto', { supportUrl: 'javascript:alert(1)' }],
  ])('%s is refused before anything is deployed', (_, settings) => {
    expect(() => readSettings({ ...SETTINGS, ...settings })).toThrow(SettingsError);
  });
});
