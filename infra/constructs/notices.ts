/** Notices by mail: the events that customers are told of, and the function that mails them through SES. */

import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '../../shared/contract/events.ts';
import { TOLD_EVENTS } from '../../shared/domain/notices/notice.ts';
import type { Settings } from '../settings.ts';
import { DeadLetters } from './dead-letters.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceKeys } from './service-keys.ts';
import type { UserTable } from './user-table.ts';

export type MailSettings = NonNullable<Settings['mail']>;

export interface NoticesProps
  extends Pick<
    Settings,
    'brand' | 'defaultLocale' | 'accountUrl' | 'supportUrl' | 'logRetentionDays' | 'alarmTopicArn'
  > {
  readonly mail: MailSettings;
  readonly bus: events.EventBus;
  readonly users: UserTable;
  readonly keys: ServiceKeys;
  /** Folder of the bundle of `send-notices`. */
  readonly bundle: string;
}

export class Notices extends Construct {
  readonly deadLetters: DeadLetters;
  readonly #mail: MailSettings;

  constructor(scope: Construct, id: string, props: NoticesProps) {
    super(scope, id);
    const { accountUrl, supportUrl } = props;
    this.#mail = { fromName: props.brand, ...props.mail };
    this.deadLetters = new DeadLetters(this, 'Unsent', {
      alarmDescription:
        'A notice could not be mailed. The log of send-notices says why; the message has the event.',
      alarmTopicArn: props.alarmTopicArn,
    });
    const { function: fn } = new ServiceFunction(this, 'send-notices', {
      bundle: props.bundle,
      logRetentionDays: props.logRetentionDays,
      // Shorter than a claim to a notice holds.
      timeout: Duration.seconds(20),
      memorySize: 512,
      environment: {
        BRAND: props.brand,
        DEFAULT_LOCALE: props.defaultLocale,
        ...(accountUrl !== undefined && { ACCOUNT_URL: accountUrl }),
        ...(supportUrl !== undefined && { SUPPORT_URL: supportUrl }),
      },
    });
    props.users.grantLoadUser(fn);
    props.users.grantClaimNotices(fn);
    props.keys.grantDeriveKeys(fn);
    this.grantSendMail(fn);
    fn.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(this.deadLetters.queue) });
    new events.Rule(this, 'Rule', {
      eventBus: props.bus,
      description: 'Events that customers are told of by mail',
      eventPattern: { source: [EVENT_SOURCE], detailType: [...TOLD_EVENTS] },
      targets: [new LambdaFunction(fn, { deadLetterQueue: this.deadLetters.queue })],
    });
  }

  /** Lets the function send mails from the settings' sender, and from no other. */
  grantSendMail(fn: lambda.Function): void {
    const { from, fromName, replyTo, configurationSet } = this.#mail;
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName });
    fn.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [
          // SES asks for the identity that is verified: the address or its domain.
          arn('identity', from),
          arn('identity', from.slice(from.lastIndexOf('@') + 1)),
          ...(configurationSet === undefined ? [] : [arn('configuration-set', configurationSet)]),
        ],
        conditions: { StringEquals: { 'ses:FromAddress': from } },
      }),
    );
    fn.addEnvironment('MAIL_FROM', from);
    if (fromName !== undefined) fn.addEnvironment('MAIL_FROM_NAME', fromName);
    if (replyTo !== undefined) fn.addEnvironment('MAIL_REPLY_TO', replyTo);
    if (configurationSet !== undefined) fn.addEnvironment('MAIL_CONFIGURATION_SET', configurationSet);
  }
}
