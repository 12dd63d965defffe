/** Domain events: from the table's stream into the audit trail and on a bus of their own. */

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '../../shared/contract/events.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { EVENT_BUS_NAME, POLICY } from '../../shared/environment/variables.ts';
import type { GradualDeployment } from '../../shared/settings/stages.ts';
import { MEMORY_MB } from '../memory.ts';
import { DeadLetters } from './dead-letters.ts';
import { ServiceFunction, tell } from './service-function.ts';
import type { TrailTable } from './trail-table.ts';
import type { UserTable } from './user-table.ts';

export interface EventsProps {
  readonly users: UserTable;
  readonly trail: TrailTable;
  /** Folder of the bundle of `publish-events`. */
  readonly bundle: string;
  readonly policy: Policy;
  readonly logRetentionDays: number;
  readonly retainData: boolean;
  readonly gradualDeployment: GradualDeployment;
  /** What its alarm notifies. */
  readonly topic: ITopic;
}

/** With Lambda's growing pauses, some minutes: a short outage passes, and a poison record blocks no longer. */
const RETRIES = 10;

export class Events extends Construct {
  readonly bus: events.EventBus;
  readonly deadLetters: DeadLetters;
  readonly publisher: ServiceFunction;

  constructor(scope: Construct, id: string, props: EventsProps) {
    super(scope, id);
    this.bus = new events.EventBus(this, 'Bus', {
      description: `Domain events of the second factor, source ${EVENT_SOURCE}`,
    });
    // A bus on which others have rules can't be deleted, and the stack's deletion would fail there.
    this.bus.applyRemovalPolicy(
      props.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    );
    this.deadLetters = new DeadLetters(this, 'Unpublished', {
      alarmDescription:
        'Events of a write could not be published. The message says where in the stream; the stream has it for 24 hours.',
      topic: props.topic,
    });
    this.publisher = new ServiceFunction(this, 'publish-events', {
      bundle: props.bundle,
      logRetentionDays: props.logRetentionDays,
      retainData: props.retainData,
      gradualDeployment: props.gradualDeployment,
      // A full batch at an unhurried database, with room for the SDK's retries.
      timeout: Duration.minutes(1),
      memorySize: MEMORY_MB['publish-events'],
      environment: POLICY.write(props.policy),
    });
    const { function: fn, target } = this.publisher;
    props.trail.grantAppend(fn);
    props.users.grantCountConfirmed(fn);
    this.grantPublish(fn);
    // Below the function, whatever it calls: a mapping of another name would read the stream from its start again.
    new lambda.EventSourceMapping(fn, 'Stream', {
      target,
      eventSourceArn: props.users.grantReadStream(fn),
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      // A record takes two calls in turn, so a shard by itself does some forty a second. The most there can be at once
      // of one shard: a user's records still follow one another.
      parallelizationFactor: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: RETRIES,
      maxRecordAge: Duration.hours(6),
      onFailure: this.deadLetters,
      filters: [
        lambda.FilterCriteria.filter({
          // Only writes of users' records; what the clean-up removes is no event.
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: { Keys: { sk: { S: ['RECORD'] } } },
        }),
      ],
    });
  }

  /** Lets the function put domain events on the bus, and nothing else. */
  grantPublish(fn: lambda.Function): void {
    this.bus.grantPutEventsTo(fn);
    tell(fn, EVENT_BUS_NAME.write(this.bus.eventBusName));
  }
}
