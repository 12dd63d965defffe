/** What watches the service: alarms on what customers feel and on causes, and the dashboard. */

import type { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { CHANNELS } from '../../shared/domain/method.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { Alarms } from './alarms.ts';
import { AttackAlarms } from './attack-alarms.ts';
import { CustomerAlarms } from './customer-alarms.ts';
import { Dashboard } from './dashboard.ts';
import { FunctionAlarms } from './function-alarms.ts';
import type { PortalApi } from './portal-api.ts';

export interface WatchingProps {
  readonly settings: Settings;
  /** What alarms notify. */
  readonly topic: ITopic;
  readonly api: PortalApi;
  /** All of the service's functions, by their names. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  /** The one that reads the table's stream. */
  readonly publisher: LambdaFunction;
  /** Logs of the functions that codes are tried at. */
  readonly tryLogs: readonly ILogGroup[];
  /** Where SNS logs the texts that it could not deliver. @default none */
  readonly failedDeliveries?: ILogGroup | undefined;
  /** Share of the calls at a time that Connect allows. @default none */
  readonly callsAtOnce?: Metric | undefined;
}

/** Each of its parts is the stack's own child: their names are those of the alarms, which the runbook has. */
export class Watching {
  /** On what customers feel when a new version of the functions is at fault. */
  readonly customerAlarms: readonly Alarm[];

  constructor(stack: Construct, props: WatchingProps) {
    const { settings, api, functions, publisher, tryLogs, topic } = props;
    const channels = CHANNELS.filter((channel) => settings.methods.includes(channel));
    const common = { channels, topic, thresholds: settings.alarms };
    const { accessLog } = api;
    const customers = new CustomerAlarms(stack, 'Customers', { ...common, api: api.api, accessLog });
    this.customerAlarms = customers.ofDeployment;
    new Alarms(stack, 'Alarms', {
      ...common,
      failedDeliveries: props.failedDeliveries,
      callsAtOnce: props.callsAtOnce,
    });
    new FunctionAlarms(stack, 'Functions', { functions, publisher, topic });
    new AttackAlarms(stack, 'Attacks', { ...common, tryLogs });
    new Dashboard(stack, 'Dashboard', {
      api: api.api,
      channels,
      functions,
      publisher,
      tokensRejected: customers.tokensRejected,
      customerAlarms: this.customerAlarms,
    });
  }
}
