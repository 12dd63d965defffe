/** Texts through Amazon SNS: who may send them, at what price, and a delivery log that shows no number. */

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  CustomDataIdentifier,
  DataProtectionPolicy,
  type ILogGroup,
  LogGroup,
  RetentionDays,
} from 'aws-cdk-lib/aws-logs';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import {
  TEXT_MAX_PRICE_USD,
  TEXT_ORIGINATION_NUMBER,
  TEXT_SENDER_ID,
} from '../../shared/environment/variables.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { sdkCaller } from './sdk-caller.ts';
import { tell } from './service-function.ts';

export type TextMessagingProps = Pick<
  Settings['texts'],
  'senderId' | 'originationNumber' | 'maxPriceUsd' | 'logDeliveries'
>;

/** Percentage of the delivered texts that are logged; failed ones always are. */
const SUCCESS_SAMPLING_RATE = 10;

/** E.164, in the few characters that a custom data identifier of CloudWatch Logs may use. */
const PHONE_NUMBER = new CustomDataIdentifier('E164-PhoneNumber', '\\+[1-9][0-9]{6,14}');

export class TextMessaging extends Construct {
  /** Where SNS logs the texts that it took and could not deliver, if it logs deliveries for this stack. */
  readonly failedDeliveries: ILogGroup | undefined;
  private readonly props: TextMessagingProps;

  constructor(scope: Construct, id: string, props: TextMessagingProps) {
    super(scope, id);
    this.props = props;
    this.failedDeliveries = this.failuresOf(props.logDeliveries);
  }

  /** Lets `fn` send texts, and sets the variables that `createTextSenderFromEnv` reads. */
  grantSendText(fn: LambdaFunction): void {
    const { senderId, originationNumber, maxPriceUsd } = this.props;
    // IAM takes the phone number itself for the resource, which no ARN pattern matches. "Everything but what
    // has an SNS ARN" leaves exactly the phone numbers: no topic, no mobile app endpoint.
    const topicsAndEndpoints = Stack.of(this).formatArn({
      service: 'sns',
      region: '*',
      account: '*',
      resource: '*',
    });
    fn.addToRolePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['sns:Publish'],
        notResources: [topicsAndEndpoints],
      }),
    );
    tell(
      fn,
      TEXT_MAX_PRICE_USD.write(maxPriceUsd),
      TEXT_SENDER_ID.write(senderId),
      TEXT_ORIGINATION_NUMBER.write(originationNumber),
    );
  }

  private failuresOf(logDeliveries: TextMessagingProps['logDeliveries']): ILogGroup | undefined {
    if (logDeliveries === 'existing') {
      return LogGroup.fromLogGroupName(this, 'Failed', `${this.deliveryLogName()}/Failure`);
    }
    return logDeliveries ? this.logDeliveries() : undefined;
  }

  /** As SNS names it. */
  private deliveryLogName(): string {
    const { region, account } = Stack.of(this);
    return `sns/${region}/${account}/DirectPublishToPhoneNumber`;
  }

  /**
   * SNS writes the destination into its delivery log. The two groups are made here, before SNS would make
   * them, so that CloudWatch masks the number as it comes in.
   *
   * @returns the group of those that failed.
   */
  private logDeliveries(): LogGroup {
    const name = this.deliveryLogName();
    const failed = this.deliveryLog('Failed', `${name}/Failure`);
    const groups = [this.deliveryLog('Delivered', name), failed];

    const role = new Role(this, 'DeliveryLogRole', {
      description: 'Lets SNS log what became of the texts',
      // For this account alone, or others could have SNS write here in their name.
      assumedBy: new ServicePrincipal('sns.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        // SNS asks for the group to be made before it writes, whether or not it is there.
        actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: groups.map((group) => group.logGroupArn),
      }),
    );

    const settings = this.accountSettings(role);
    // SNS checks the role when it is set.
    settings.node.addDependency(role, ...groups);
    return failed;
  }

  private deliveryLog(id: string, logGroupName: string): LogGroup {
    return new LogGroup(this, id, {
      logGroupName,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      dataProtectionPolicy: new DataProtectionPolicy({
        name: 'phone-numbers',
        description: 'Masks the destinations of texts',
        identifiers: [PHONE_NUMBER],
      }),
    });
  }

  /**
   * CloudFormation has no resource for SNS's SMS settings, so a call to the API sets them. Nothing resets them
   * when this goes: by then they may name the role of another stack, and one that is gone does no harm.
   */
  private accountSettings(role: IRole): AwsCustomResource {
    const call = {
      service: 'SNS',
      action: 'setSMSAttributes',
      parameters: {
        attributes: {
          DeliveryStatusIAMRole: role.roleArn,
          DeliveryStatusSuccessSamplingRate: String(SUCCESS_SAMPLING_RATE),
        },
      },
      physicalResourceId: PhysicalResourceId.of('sns-sms-attributes'),
    };
    return new AwsCustomResource(this, 'SmsSettings', {
      onCreate: call,
      onUpdate: call,
      ...sdkCaller(this),
      policy: AwsCustomResourcePolicy.fromStatements([
        // The setting has no ARN.
        new PolicyStatement({ actions: ['sns:SetSMSAttributes'], resources: ['*'] }),
        // Only SNS can assume the role, so it need not be said again whom it may be passed to.
        new PolicyStatement({ actions: ['iam:PassRole'], resources: [role.roleArn] }),
      ]),
    });
  }
}
