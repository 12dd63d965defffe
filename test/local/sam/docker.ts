/** The Docker engine in which SAM runs the functions: whether it is there, how containers see this machine. */

import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { errorCode } from '../host/error-code.ts';
import type { MachineAddress } from '../host/listen.ts';
import { OTHERWISE, SamError } from './sam-error.ts';

export interface Engine {
  /** As Lambda names it. */
  readonly architecture: 'x86_64' | 'arm64';
  readonly machine: MachineAddress;
}

const run = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('docker', args)).stdout.trim();

/** Throws a `SamError` where there is no engine. */
export async function findEngine(): Promise<Engine> {
  const architecture = await run('version', '--format', '{{.Server.Arch}}').catch((error: unknown) => {
    throw new SamError(
      errorCode(error) === 'ENOENT'
        ? `There is no Docker here, in which SAM runs functions: see https://docs.docker.com/get-docker/; ${OTHERWISE}`
        : `Docker's engine, in which SAM runs functions, does not answer: start it; ${OTHERWISE}`,
    );
  });
  return { architecture: architecture === 'arm64' ? 'arm64' : 'x86_64', machine: await machineAddress() };
}

/** What Docker calls the machine that it runs on, where it runs in a virtual machine of its own. */
const DOCKER_DESKTOP: MachineAddress = { name: 'host.docker.internal' };

/**
 * On Linux containers reach this machine at its address on their bridge. Where the bridge is not on this machine,
 * as with Docker Desktop, the engine leads a name of its own to this machine's localhost.
 */
async function machineAddress(): Promise<MachineAddress> {
  const format = '{{with index .IPAM.Config 0}}{{.Gateway}} {{.Subnet}}{{end}}';
  const [gateway = '', subnet = ''] = (await run('network', 'inspect', 'bridge', '--format', format)).split(
    ' ',
  );
  // An engine that has just been set up names no gateway; it is the first address.
  const address = gateway || subnet.replace(/\.0\/\d+$/, '.1');
  return (await isOurs(address)) ? { name: address, listenOn: address } : DOCKER_DESKTOP;
}

/** Whether it is an address of this machine. (Node's list of them lacks a bridge without containers.) */
const isOurs = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(0, address, () => server.close(() => resolve(true)));
  });

/** Has the image here. Throws a `SamError` where it cannot be fetched. */
export async function fetchImage(image: string, notice: (line: string) => void): Promise<void> {
  const isHere = await run('image', 'inspect', image).then(
    () => true,
    () => false,
  );
  if (isHere) return;
  notice(`Docker fetches ${image}, once`);
  await run('pull', '--quiet', image).catch((error: unknown) => {
    throw new SamError(`Docker cannot fetch Lambda's image: ${error instanceof Error ? error.message : ''}`);
  });
}

/** Removes what SAM has left of its containers: those with code from this folder. */
export async function removeContainers(folder: string): Promise<void> {
  const ofSam = ['--filter', 'label=sam.cli.container.type=lambda'];
  const containers = await run('ps', '--all', '--no-trunc', ...ofSam, '--format', '{{.ID}} {{.Mounts}}');
  const left = containers.split('\n').filter((line) => line.includes(`${folder}/`));
  if (left.length > 0) await run('rm', '--force', ...left.map((line) => line.split(' ')[0] ?? ''));
}
