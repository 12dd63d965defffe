/** What the service runs on: this process, in the place of API Gateway and Lambda, or something else that serves it. */

import type { SharedClock } from './emulator/clock.ts';
import type { Deployment } from './emulator/deployment.ts';
import { createGateway, MAX_HEADER_BYTES } from './emulator/gateway/gateway.ts';
import { createKeySource } from './emulator/gateway/key-source.ts';
import type { StartEnvironment } from './emulator/lambda/environment.ts';
import { listen, type MachineAddress } from './host/listen.ts';

export interface PlatformOptions {
  /** Of the API; 0 for any free one. */
  readonly port: number;
  readonly clock: SharedClock;
  readonly log: (line: string) => void;
  /** Receives what the user should know about the start. */
  readonly notice: (line: string) => void;
}

export interface Platform {
  /** Of the API, without a slash at the end; known before anything answers there. */
  readonly apiUrl: string;
  /** How functions reach this machine; undefined where they run on it themselves. */
  readonly machine?: MachineAddress;
  /** Starts an execution environment for events that do not come through the API; undefined for the usual one. */
  readonly startEnvironment?: StartEnvironment;
  /** Lets the API answer by what has been deployed. */
  serve(deployment: Deployment): Promise<void>;
  close(): Promise<void>;
}

/** Throws a `PortTakenError`. */
export type OpenPlatform = (options: PlatformOptions) => Promise<Platform>;

/** This process serves everything by itself. */
export const openEmulator: OpenPlatform = async ({ port, clock, log }) => {
  let deployment: Deployment | undefined;
  const deployed = (): Deployment => {
    if (deployment === undefined) throw new Error('The local system is still starting');
    return deployment;
  };
  const gateway = await listen(
    createGateway({
      api: () => deployment?.api,
      invoke: (arn, event) => deployed().functions.get(arn).invoke(event),
      keys: createKeySource(),
      now: () => clock.now(),
      log,
    }),
    port,
    { maxHeaderSize: MAX_HEADER_BYTES },
  );
  return {
    apiUrl: `http://localhost:${gateway.port}`,
    serve: async (served) => {
      deployment = served;
    },
    close: () => gateway.close(),
  };
};
