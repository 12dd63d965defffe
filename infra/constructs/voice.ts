/** Calls through Amazon Connect: instance, number, and the contact flow that says a code. */

import { Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import {
  CfnContactFlow,
  CfnHoursOfOperation,
  CfnInstance,
  CfnPhoneNumber,
  CfnQueue,
} from 'aws-cdk-lib/aws-connect';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import {
  CALL_CONTACT_FLOW_ID,
  CALL_INSTANCE_ID,
  CALL_QUEUE_ID,
  CALL_REGION,
  CALL_SOURCE_PHONE_NUMBER,
} from '../../shared/environment/variables.ts';
import { codeCallFlow } from '../connect-flow/code-call.ts';
import { partsOf, RemoteFlow } from './remote-flow.ts';
import { tell } from './service-function.ts';

/** An instance of its own. Connect allows an account few of them, and claims a number from its pool. */
export interface NewVoiceProps {
  readonly kind: 'new';
  /** Unique among all of AWS; part of the instance's address. */
  readonly instanceAlias: string;
  /** Name shown with the number where the network passes it on. */
  readonly callerName: string;
  /** Country of the number, ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** DID is a number like any other. */
  readonly numberType: 'DID' | 'TOLL_FREE';
  /** Whether instance and number outlive the stack: a released number counts against the account for months. */
  readonly retainData: boolean;
}

/** What the operator has already, in this Region or another; only the contact flow is added to it. */
export interface ExistingVoiceProps {
  readonly kind: 'existing';
  readonly instanceArn: string;
  /** E.164, claimed by that instance. */
  readonly sourcePhoneNumber: string;
}

export type VoiceProps = NewVoiceProps | ExistingVoiceProps;

/** What a call is placed from. */
interface Origin {
  readonly instanceArn: string;
  readonly contactFlowId: string;
  readonly sourcePhoneNumber: string;
  readonly queueArn?: string;
  /** @default the stack's. */
  readonly region?: string;
}

export class Voice extends Construct {
  private readonly origin: Origin;

  constructor(scope: Construct, id: string, props: VoiceProps) {
    super(scope, id);
    this.origin = props.kind === 'new' ? this.newOrigin(props) : this.existingOrigin(props);
  }

  /** Lets `fn` place calls, and sets the variables that `createCallPlacerFromEnv` reads. */
  grantPlaceCall(fn: LambdaFunction): void {
    const { instanceArn, contactFlowId, sourcePhoneNumber, queueArn, region } = this.origin;
    // The action's resource type is the contact, which doesn't exist yet: hence any of this instance.
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['connect:StartOutboundVoiceContact'],
        resources: [`${instanceArn}/contact/*`],
      }),
    );
    tell(
      fn,
      CALL_INSTANCE_ID.write(instanceIdOf(instanceArn)),
      CALL_REGION.write(region),
      CALL_CONTACT_FLOW_ID.write(contactFlowId),
      CALL_SOURCE_PHONE_NUMBER.write(sourcePhoneNumber),
      CALL_QUEUE_ID.write(queueArn === undefined ? undefined : partIdOf(queueArn)),
    );
  }

  /**
   * The share of the calls at a time that the instance allows, 1 for all of them.
   * @param region of the stack, where its alarms are; `undefined` where that is not known.
   * @returns `undefined` for an instance elsewhere, of which no alarm here can be.
   */
  callsAtOnce(region: string | undefined): cloudwatch.Metric | undefined {
    const { instanceArn, region: theirs = region } = this.origin;
    if (theirs !== region) return undefined;
    return new cloudwatch.Metric({
      namespace: 'AWS/Connect',
      metricName: 'ConcurrentCallsPercentage',
      dimensionsMap: { InstanceId: instanceIdOf(instanceArn), MetricGroup: 'VoiceCalls' },
      period: Duration.minutes(5),
      statistic: cloudwatch.Stats.MAXIMUM,
    });
  }

  private newOrigin({
    instanceAlias,
    callerName,
    countryCode,
    numberType,
    retainData,
  }: NewVoiceProps): Origin {
    const instance = new CfnInstance(this, 'Instance', {
      identityManagementType: 'CONNECT_MANAGED',
      instanceAlias,
      attributes: {
        outboundCalls: true,
        // Nobody answers here; who calls back is told by the network that it can't be reached.
        inboundCalls: false,
        // A flow log would hold what is said, so the code. The flow switches it off as well.
        contactflowLogs: false,
        contactLens: false,
        autoResolveBestVoices: false,
      },
    });
    const phoneNumber = new CfnPhoneNumber(this, 'PhoneNumber', {
      targetArn: instance.attrArn,
      description: 'Calls with codes come from this number',
      countryCode,
      type: numberType,
    });
    for (const claimed of [instance, phoneNumber]) {
      claimed.applyRemovalPolicy(
        retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
      );
    }
    const hours = new CfnHoursOfOperation(this, 'Hours', {
      instanceArn: instance.attrArn,
      name: 'Always',
      timeZone: 'UTC',
      config: DAYS.map((day) => ({
        day,
        startTime: { hours: 0, minutes: 0 },
        endTime: { hours: 23, minutes: 59 },
      })),
    });
    const queue = new CfnQueue(this, 'Queue', {
      instanceArn: instance.attrArn,
      name: 'Calls with codes',
      description: 'Holds the caller id; no agent ever takes from it',
      hoursOfOperationArn: hours.attrHoursOfOperationArn,
      outboundCallerConfig: {
        outboundCallerIdName: callerName,
        outboundCallerIdNumberArn: phoneNumber.attrPhoneNumberArn,
      },
    });
    const flow = new CfnContactFlow(this, 'CodeCall', {
      instanceArn: instance.attrArn,
      name: `Call with a code for ${Stack.of(this).stackName}`,
      ...CODE_CALL,
      type: 'CONTACT_FLOW',
    });
    return {
      instanceArn: instance.attrArn,
      contactFlowId: partIdOf(flow.attrContactFlowArn),
      sourcePhoneNumber: phoneNumber.attrAddress,
      queueArn: queue.attrQueueArn,
    };
  }

  private existingOrigin({ instanceArn, sourcePhoneNumber }: ExistingVoiceProps): Origin {
    const flow = new RemoteFlow(this, 'CodeCall', {
      instanceArn,
      // An instance has one flow of a name, and may serve several stacks. One that a stack has made as its own, and
      // that is named as existing later, has its first flow still.
      name: `Code by call for ${Stack.of(this).stackName}`,
      ...CODE_CALL,
    });
    const { region } = partsOf(instanceArn);
    return { instanceArn, contactFlowId: flow.flowId, sourcePhoneNumber, region };
  }
}

const CODE_CALL = {
  description: 'Asks for a key, then says the code',
  content: JSON.stringify(codeCallFlow()),
};

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** From `arn:…:instance/<id>`. */
const instanceIdOf = (arn: string): string => Fn.select(1, Fn.split('/', arn));

/** From `arn:…:instance/<id>/<kind>/<part's id>`. */
const partIdOf = (arn: string): string => Fn.select(3, Fn.split('/', arn));
