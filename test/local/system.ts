/** The whole local system: the synthesised template served on this machine, with its portal. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readSettings } from '../../shared/settings/read.ts';
import type { RecordedCall } from './emulator/aws/call-log.ts';
import type { QueuedMessage } from './emulator/aws/sqs/sqs.ts';
import { ControlError } from './emulator/boundary.ts';
import { createClock, type LocalClock } from './emulator/clock.ts';
import { type Deployment, deploy } from './emulator/deployment.ts';
import type { LambdaFunction } from './emulator/lambda/function.ts';
import { startDatabase } from './emulator/tables/database.ts';
import type { Template } from './emulator/template/template.ts';
import { occupyDataDir } from './host/data-dir.ts';
import { createKeyStore } from './host/keys.ts';
import { createRecent } from './host/recent.ts';
import { type OpenPlatform, openEmulator } from './platform.ts';
import { createHandset } from './portal/handset.ts';
import type { LocalControls } from './portal/local-routes.ts';
import { createPortal } from './portal/portal.ts';
import {
  API_IN_TEMPLATE,
  ISSUER_IN_TEMPLATE,
  LOCAL_SETTINGS,
  PORTAL_IN_TEMPLATE,
  type RawSettings,
  readOperatorSettings,
  servedHere,
} from './settings.ts';
import { synthesise } from './synth.ts';
import { recordUses } from './uses.ts';

export interface LocalSystemOptions {
  /** Default 3000; 0 for any free one. */
  readonly apiPort?: number;
  /** Default 3001; 0 for any free one. */
  readonly portalPort?: number;
  /** Keeps data and keys between starts; default: in memory. */
  readonly dataDir?: string;
  /** How far the system's clock is ahead of the machine's; negative for behind. */
  readonly clockOffsetMs?: number;
  /** Whether the clock stands still but for `clock.advance`, so that no test depends on how fast the machine is. */
  readonly stoppedClock?: boolean;
  /** Stack settings that differ from the local defaults. */
  readonly settings?: RawSettings;
  /** A file with the operator's settings, in place of the local defaults; as for `cdk deploy`. */
  readonly settingsFile?: string;
  /** Changes the template before it is served, to see what then fails. Gets a copy of its own. */
  readonly edit?: (template: Template) => Template;
  /** What serves the API and runs the functions. Default: this process. */
  readonly platform?: OpenPlatform;
  /** Receives each line of the log as it is written. */
  readonly onLog?: (line: string) => void;
  /** Receives what the user should know about the start. Default: silence. */
  readonly onNotice?: (line: string) => void;
}

export interface LocalSystem {
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly portalUrl: string;
  readonly clock: LocalClock;
  readonly controls: LocalControls;
  /** The synthesised template, as deployed. */
  readonly template: Template;
  readonly dynamo: {
    readonly endpoint: string;
    readonly tableNames: readonly string[];
  };
  /** As deployed, in the template's order. */
  readonly functions: readonly Pick<LambdaFunction, 'logicalId' | 'moduleUrl' | 'env' | 'cpuMs'>[];
  /** What the functions may do, and what of it was used. */
  readonly permissions: Deployment['permissions'];
  /** What functions and stand-ins have written: the last 20,000 lines. */
  logs(): readonly string[];
  /** Starts environments ahead of a burst, so that it meets a warm function, up to 16 of each. */
  warm(logicalIdPrefix: string, environments: number): Promise<void>;
  /** Events handed to functions, of all or of those whose logical id starts so. */
  invocations(logicalIdPrefix?: string): number;
  /** What functions asked of AWS: the last 10,000 calls, and of these what came `after` the first so many. */
  awsCalls(after?: number): readonly RecordedCall[];
  /** How many calls there were since the start. */
  awsCallCount(): number;
  /** Messages in the queues whose logical id starts so. */
  queued(logicalIdPrefix: string): readonly QueuedMessage[];
  /** Resolves when streams, events and asynchronous invocations have drained. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Some 500 bytes each: enough for the longest test to look for what must not be logged. */
const LINES_KEPT = 20_000;

type Stop = () => Promise<void>;

/**
 * Throws a `PortTakenError`, a `DataDirTakenError`, a `SettingsError`, a `TemplateError` for a template that cannot be served, or what
 * the platform throws; nothing is left running.
 */
export async function startLocalSystem(options: LocalSystemOptions = {}): Promise<LocalSystem> {
  const stops: Stop[] = [];
  const stop: Stop = async () => {
    // What came last goes first.
    for (const one of stops.splice(0).toReversed()) await one();
  };
  try {
    return await start(options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: LocalSystemOptions, stops: Stop[], stop: Stop): Promise<LocalSystem> {
  const { dataDir, apiPort = 3000, portalPort = 3001, clockOffsetMs = 0, stoppedClock = false } = options;
  const given = {
    ...(options.settingsFile === undefined ? LOCAL_SETTINGS : readOperatorSettings(options.settingsFile)),
    ...options.settings,
  };
  const { audience, assertionAudience, methods } = readSettings(given);
  if (dataDir !== undefined) {
    const leave = occupyDataDir(dataDir);
    stops.push(async () => leave());
  }
  const clock = createClock({ offsetMs: clockOffsetMs, stopped: stoppedClock });
  const now = (): number => clock.now();
  const keys = createKeyStore(dataDir);
  const lines = createRecent<string>(LINES_KEPT);
  const log = (line: string): void => {
    lines.add(line);
    options.onLog?.(line);
  };
  let deployment: Deployment | undefined;

  const openPlatform = options.platform ?? openEmulator;
  const notice = options.onNotice ?? (() => undefined);
  const platform = await openPlatform({ port: apiPort, clock, log, notice });
  stops.push(() => platform.close());
  const { apiUrl, machine, startEnvironment } = platform;

  const handset = createHandset(dataDir);
  const controls: LocalControls = {
    messages: handset.messages,
    mails: handset.mails,
    events: () => deployment?.events() ?? [],
    setFaults: (faults) => requireDeployed(deployment).setFaults(faults),
  };
  const portal = await createPortal({
    port: portalPort,
    apiUrl: () => apiUrl,
    now,
    signingKeyPem: keys.rsaPrivateKey('identity-provider'),
    controls,
    audience: audience[0] ?? '',
    assertionAudience,
    methods,
    machine,
  });
  stops.push(() => portal.close());
  const served = servedHere(given, portal);
  if (served.issuer !== ISSUER_IN_TEMPLATE) {
    notice(
      `The API trusts ${given.issuer}: the portal's page, whose tokens are its own, cannot sign in there.`,
    );
  }

  const databaseDir = dataDir === undefined ? undefined : join(dataDir, 'dynamodb');
  const [synthesised, started] = await Promise.allSettled([
    synthesise(served),
    startDatabase(databaseDir, notice),
  ]);
  if (started.status === 'fulfilled') stops.push(() => started.value.stop());
  if (synthesised.status === 'rejected') throw synthesised.reason;
  if (started.status === 'rejected') throw started.reason;

  const { template: original } = synthesised.value;
  const template = options.edit?.(structuredClone(original)) ?? original;
  const deployed = await deploy({
    synthesised: { ...synthesised.value, template },
    database: started.value,
    apiUrl,
    replacements: {
      [PORTAL_IN_TEMPLATE]: portal.url,
      [ISSUER_IN_TEMPLATE]: portal.issuer,
      [API_IN_TEMPLATE]: apiUrl,
    },
    clock,
    keys,
    dataDir,
    deliverMessage: handset.receive,
    deliverMail: handset.receiveMail,
    log,
    newId: randomUUID,
    expire: clockOffsetMs >= 0,
    machine,
    startEnvironment,
    // A changed template says nothing of the one that is deployed.
    onPermission: options.edit === undefined ? recordUses() : undefined,
  });
  stops.push(() => deployed.stop());
  deployment = deployed;
  await platform.serve(deployed);

  return {
    apiUrl,
    portalUrl: portal.url,
    clock,
    controls,
    template,
    dynamo: { endpoint: started.value.endpoint, tableNames: deployed.tableNames },
    functions: deployed.functions.all,
    permissions: deployed.permissions,
    logs: () => lines.after(),
    warm: (prefix, environments) => deployed.functions.warm(prefix, environments),
    invocations: (prefix) => deployed.functions.invocations(prefix),
    awsCalls: (count) => deployed.calls.after(count),
    awsCallCount: () => deployed.calls.total(),
    queued: (prefix) => deployed.queued(prefix),
    idle: () => deployed.idle(),
    stop,
  };
}

function requireDeployed(deployment: Deployment | undefined): Deployment {
  if (deployment === undefined) throw new ControlError('starting', 'The local system is still starting');
  return deployment;
}
