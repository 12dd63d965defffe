/** Brings a synthesised template to life: tables, stand-ins, functions, event sources and the API. */

import { createJournal } from '../host/journal.ts';
import type { KeyStore } from '../host/keys.ts';
import type { MachineAddress } from '../host/listen.ts';
import type { CallLog } from './aws/call-log.ts';
import { createConnectStandIn } from './aws/connect/connect.ts';
import { connectInstances } from './aws/connect/instances.ts';
import { createDynamoDbStandIn } from './aws/dynamodb/dynamodb.ts';
import { createEventBridgeStandIn } from './aws/eventbridge/eventbridge.ts';
import { checkRuleTargets, createRuleTargets } from './aws/eventbridge/rule-targets.ts';
import { createFaultInjector } from './aws/faults.ts';
import { openFront, type Principal } from './aws/front.ts';
import { readKmsKeys } from './aws/kms/keys.ts';
import { createKmsStandIn } from './aws/kms/kms.ts';
import { createSesStandIn } from './aws/ses/ses.ts';
import { createSnsStandIn } from './aws/sns/sns.ts';
import { createSqsStandIn, type QueuedMessage } from './aws/sqs/sqs.ts';
import type { StandIn } from './aws/stand-in.ts';
import type { BusEvent, Faults, HandsetMessage, ReceivedMail } from './boundary.ts';
import type { SharedClock } from './clock.ts';
import { type HttpApi, readHttpApi } from './gateway/api.ts';
import { readOriginHeaders } from './gateway/distribution.ts';
import { createRoles } from './iam/roles.ts';
import { createAsyncInvoker } from './lambda/async.ts';
import type { StartEnvironment } from './lambda/environment.ts';
import { createFunctions, type Functions } from './lambda/functions.ts';
import { createCheckpoints } from './streams/checkpoints.ts';
import { startMappings } from './streams/mappings.ts';
import type { Poller } from './streams/poller.ts';
import { createDatabaseClient } from './tables/client.ts';
import type { Database } from './tables/database.ts';
import { createTables } from './tables/tables.ts';
import { type LocalStack, loadStack } from './template/stack.ts';
import type { Synthesised } from './template/synthesised.ts';

export interface DeployOptions {
  readonly synthesised: Synthesised;
  readonly database: Database;
  readonly apiUrl: string;
  /** Literal texts of the template that become others, e.g. the portal's address. */
  readonly replacements: Readonly<Record<string, string>>;
  readonly clock: SharedClock;
  readonly keys: KeyStore;
  readonly dataDir: string | undefined;
  /** Receives each text and call. */
  readonly deliverMessage: (message: HandsetMessage) => void;
  readonly deliverMail: (mail: ReceivedMail) => void;
  readonly log: (line: string) => void;
  readonly newId: () => string;
  /** Whether the database may delete expired items; see `tables.ts`. */
  readonly expire: boolean;
  /** How functions reach this machine; undefined where they run on it themselves. */
  readonly machine: MachineAddress | undefined;
  /** Starts an execution environment of a function; see `functions.ts`. */
  readonly startEnvironment: StartEnvironment | undefined;
}

export interface Deployment {
  readonly stack: LocalStack;
  readonly api: HttpApi;
  readonly functions: Functions;
  readonly tableNames: readonly string[];
  /** What functions asked of AWS. */
  readonly calls: Pick<CallLog, 'total' | 'after'>;
  events(): readonly BusEvent[];
  queued(logicalIdPrefix: string): readonly QueuedMessage[];
  /** Throws a `ControlError` for a call that no stand-in knows. */
  setFaults(faults: Faults): void;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Throws a `TemplateError` for a template that cannot be served as deployed. */
export async function deploy(options: DeployOptions): Promise<Deployment> {
  const { clock, database, deliverMessage, log, newId } = options;
  const { template, stackName, assetDir } = options.synthesised;
  const now = (): number => clock.now();
  const stack = loadStack({
    name: stackName,
    template,
    apiUrl: options.apiUrl,
    replacements: options.replacements,
  });
  const { edge } = options.synthesised;
  const api = { ...readHttpApi(stack), ...(edge && { originHeaders: readOriginHeaders(edge) }) };
  const kmsKeys = readKmsKeys(stack);
  const client = createDatabaseClient(database.endpoint);
  const { complete } = database;
  const tableNames = await createTables({ stack, client, complete, expire: options.expire });

  let pollers: readonly Poller[] = [];
  const nudgeAll = (): void => {
    for (const poller of pollers) poller.nudge();
  };
  const sqs = createSqsStandIn(stack);
  const sendToQueue = (queueArn: string, body: string): void => void sqs.send(queueArn, body);
  const dynamodb = createDynamoDbStandIn({ endpoint: database.endpoint, onWrite: nudgeAll });
  const asyncInvoker = createAsyncInvoker({ stack, sendToQueue, now });

  const faults = createFaultInjector(() =>
    Object.entries(standIns).flatMap(([service, { actions }]) =>
      actions.map((action) => `${service}:${action}`),
    ),
  );
  const callerOf = createRoles(stack);
  const principalOf = (accessKeyId: string): Principal | undefined => {
    const fn = functions.ofAccessKey(accessKeyId);
    return fn === undefined ? undefined : { functionName: fn.logicalId, ...callerOf(fn.logicalId) };
  };
  const front = await openFront({
    principalOf,
    stack,
    kmsKeys,
    standIns: () => standIns,
    faults,
    now,
    log,
    machine: options.machine,
  });
  const functions = createFunctions({
    stack,
    assetDir,
    clock,
    awsUrl: front.url,
    startEnvironment: options.startEnvironment,
    log: (functionName, line) => log(`${functionName} ${line}`),
  });
  const deliverEvent = createRuleTargets({ stack, functions, asyncInvoker, sendToQueue, log });
  checkRuleTargets(stack);
  const events = createEventBridgeStandIn({
    stack,
    now,
    deliver: deliverEvent,
    journal: createJournal('events', options.dataDir),
  });
  const standIns: Readonly<Record<string, StandIn>> = {
    dynamodb,
    sqs,
    events,
    kms: createKmsStandIn(kmsKeys, options.keys),
    ses: createSesStandIn({ now, deliver: options.deliverMail }),
    sns: createSnsStandIn({ deliver: deliverMessage, clock, newId }),
    connect: createConnectStandIn({
      instances: connectInstances(stack),
      deliver: deliverMessage,
      clock,
      newId,
    }),
  };
  if (complete) {
    const checkpoints = createCheckpoints(options.dataDir);
    pollers = startMappings({
      stack,
      functions,
      callerOf,
      kmsKeys,
      client,
      checkpoints,
      sendToQueue,
      now,
      log,
    });
  }

  const activity = (): number => functions.invocations() + front.calls.total() + events.events().length;

  return {
    stack,
    api,
    functions,
    tableNames,
    calls: front.calls,
    events: () => events.events(),
    queued: (prefix) => sqs.messages(prefix),
    setFaults: (wanted) => faults.set(wanted),
    idle: async () => {
      // What one part finishes may be work for another: only a round in which nothing happens is the last.
      let before = -1;
      while (before !== activity()) {
        before = activity();
        await Promise.all(pollers.map((poller) => poller.drained()));
        await asyncInvoker.drained();
      }
    },
    stop: async () => {
      asyncInvoker.stop();
      const ended = pollers.map((poller) => poller.stop());
      await functions.stop();
      await Promise.all(ended);
      await front.close();
      dynamodb.close();
    },
  };
}
