/** Where alarms go: one topic, the stack's own unless the operator has one, and who reads it by mail. */

import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Settings } from '../../shared/settings/settings.ts';
import { administration } from './key-policy.ts';

export type AlarmTopicProps = Pick<Settings, 'alarmTopicArn' | 'alarmEmails'>;

export class AlarmTopic extends Construct {
  readonly topic: sns.ITopic;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    this.topic =
      props.alarmTopicArn === undefined
        ? this.#own()
        : sns.Topic.fromTopicArn(this, 'Given', props.alarmTopicArn);
    for (const address of props.alarmEmails) this.topic.addSubscription(new EmailSubscription(address));
  }

  /** Encrypted under a key of its own, since nobody can let CloudWatch use the one that AWS has for SNS. */
  #own(): sns.Topic {
    const cloudWatch = new iam.ServicePrincipal('cloudwatch.amazonaws.com');
    // Of the alarms in this account alone.
    const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    const key = new kms.Key(this, 'Key', {
      description: 'Encrypts what alarms say on their way',
      enableKeyRotation: true,
      policy: administration(),
      // Nothing is kept in a topic.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [cloudWatch],
        // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions,
      }),
    );
    const topic = new sns.Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [cloudWatch],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          ...conditions,
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    return topic;
  }
}
