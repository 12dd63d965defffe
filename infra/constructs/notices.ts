/** Notices by mail: the events that customers are told of, and the function that mails them through SES. */

import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '../../shared/contract/events.ts';
import { TOLD_EVENTS } from '../../shared/domain/notice.ts';
import { SENDING_SECONDS } from '../../shared/environment/notice-timing.ts';
import {
  ACCOUNT_URL,
  BRAND,
  DEFAULT_LOCALE,
  MAIL_CONFIGURATION_SET,
  MAIL_FROM,
  MAIL_FROM_NAME,
  MAIL_REPLY_TO,
  SUPPORT_URL,
} from '../../shared/environment/variables.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { MEMORY_MB } from '../memory.ts';
import { DeadLetters } from './dead-letters.ts';
import { ServiceFunction, tell } from './service-function.ts';
import type { ServiceKeys } from './service-keys.ts';
import type { UserTable } from './user-table.ts';

export type MailSettings = NonNullable<Settings['mail']>;

export interface NoticesProps
  extends Pick<
    Settings,
    | 'brand'
    | 'defaultLocale'
    | 'accountUrl'
    | 'supportUrl'
    | 'logRetentionDays'
    | 'retainData'
    | 'gradualDeployment'
    | 'reservedConcurrency'
  > {
  /** What its alarm notifies. */
  readonly topic: ITopic;
  readonly mail: MailSettings;
  readonly bus: events.EventBus;
  readonly users: UserTable;
  readonly keys: ServiceKeys;
  /** Folder of the bundle of `send-notices`. */
  readonly bundle: string;
}

export class Notices extends Construct {
  readonly deadLetters: DeadLetters;
  readonly sender: ServiceFunction;
  readonly #mail: MailSettings;

  constructor(scope: Construct, id: string, props: NoticesProps) {
    super(scope, id);
    const { accountUrl, supportUrl } = props;
    this.#mail = { fromName: props.brand, ...props.mail };
    this.deadLetters = new DeadLetters(this, 'Unsent', {
      alarmDescription:
        'A notice could not be mailed. The log of send-notices says why; the message has the event.',
      topic: props.topic,
    });
    this.sender = new ServiceFunction(this, 'send-notices', {
      bundle: props.bundle,
      logRetentionDays: props.logRetentionDays,
      retainData: props.retainData,
      gradualDeployment: props.gradualDeployment,
      reservedConcurrency: props.reservedConcurrency.notices,
      timeout: Duration.seconds(SENDING_SECONDS),
      memorySize: MEMORY_MB['send-notices'],
      environment: {
        ...BRAND.write(props.brand),
        ...DEFAULT_LOCALE.write(props.defaultLocale),
        ...ACCOUNT_URL.write(accountUrl),
        ...SUPPORT_URL.write(supportUrl),
      },
    });
    const { function: fn, target } = this.sender;
    props.users.grantLoadUser(fn);
    props.users.grantClaimNotices(fn);
    props.keys.grantDeriveKeys(fn);
    this.grantSendMail(fn);
    target.configureAsyncInvoke({ retryAttempts: 2, onFailure: this.deadLetters });
    new events.Rule(this, 'Rule', {
      eventBus: props.bus,
      description: 'Events that customers are told of by mail',
      eventPattern: { source: [EVENT_SOURCE], detailType: [...TOLD_EVENTS] },
      targets: [new LambdaFunction(target, { deadLetterQueue: this.deadLetters.queue })],
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
        // Besides the address SES may ask for its verified domain or a parent of that, in the sandbox for the
        // recipient's identity, and for the configuration set that is the identity's default. So any, and the
        // condition says whom the mails may come from.
        resources: [arn('identity', '*'), arn('configuration-set', '*')],
        conditions: { StringEquals: { 'ses:FromAddress': from } },
      }),
    );
    tell(
      fn,
      MAIL_FROM.write(from),
      MAIL_FROM_NAME.write(fromName),
      MAIL_REPLY_TO.write(replyTo),
      MAIL_CONFIGURATION_SET.write(configurationSet),
    );
  }
}
