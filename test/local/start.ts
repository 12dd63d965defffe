/** `npm start` and `npm run sam`: the local system on the command line. Settings come from the environment; see README. */

import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../../shared/settings/explain.ts';
import { parseDuration } from './duration.ts';
import { TemplateError } from './emulator/template/template.ts';
import { DataDirTakenError } from './host/data-dir.ts';
import { PortTakenError } from './host/listen.ts';
import { samPlatform } from './sam/platform.ts';
import { SamError } from './sam/sam-error.ts';
import { type LocalSystem, type LocalSystemOptions, startLocalSystem } from './system.ts';

/** A setting in the environment that means nothing. */
class SettingError extends Error {}

const MAX_PORT = 65_535;

function portFrom(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > MAX_PORT) throw new SettingError(`${name} must be a port, not "${text}"`);
  return port;
}

function clockOffset(): number {
  const text = process.env.CLOCK_OFFSET;
  if (text === undefined || text === '') return 0;
  const offset = parseDuration(text);
  if (offset === undefined)
    throw new SettingError(`CLOCK_OFFSET must be like 25h, 90m or -2d, not "${text}"`);
  return offset;
}

/** Functions write much; it goes to a file, and only what went wrong to the terminal. */
function createLog(dataDir: string | undefined): (line: string) => void {
  const directory = dataDir ?? 'cdk.out';
  mkdirSync(directory, { recursive: true });
  const file = createWriteStream(join(directory, 'local.log'), { flags: 'a' });
  return (line) => {
    file.write(`${line}\n`);
    if (/"level":"(ERROR|CRITICAL)"|\bERROR\b|Access denied|timed out|failed/.test(line)) print(line);
  };
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** SAM instead of this process, where the command says so. */
function platform(): Pick<LocalSystemOptions, 'platform'> {
  if (!process.argv.includes('--sam')) return {};
  const lambdaPort = portFrom('LAMBDA_PORT', 3002);
  return {
    platform: samPlatform({ folder: 'cdk.out/sam', lambdaPort, arguments: process.env.SAM_ARGS ?? '' }),
  };
}

function explain(error: unknown, { apiPort, portalPort }: LocalSystemOptions): string {
  if (error instanceof PortTakenError) {
    if (error.message.includes(` ${apiPort} `)) return `${error.message}; set API_PORT to another.`;
    if (error.message.includes(` ${portalPort} `)) return `${error.message}; set PORTAL_PORT to another.`;
    if (process.argv.includes('--sam')) return `${error.message}; set LAMBDA_PORT to another.`;
  }
  if (error instanceof DataDirTakenError)
    return `${error.message}; stop it or set DATA_DIR to another folder.`;
  if (error instanceof SettingsError) return error.message;
  if (error instanceof SettingError || error instanceof TemplateError || error instanceof SamError) {
    return error.message;
  }
  // Anything else is a fault of the local system itself: say where.
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function stopOnSignals(system: LocalSystem): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      system.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          print(String(error));
          process.exit(1);
        },
      );
    });
  }
}

async function main(): Promise<void> {
  let options: LocalSystemOptions = {};
  try {
    const dataDir = process.env.DATA_DIR || undefined;
    const settingsFile = process.env.SETTINGS || undefined;
    const apiPort = portFrom('API_PORT', 3000);
    const portalPort = portFrom('PORTAL_PORT', 3001);
    if (apiPort === portalPort && apiPort !== 0) {
      throw new SettingError(`API_PORT and PORTAL_PORT must differ, and both are ${apiPort}`);
    }
    options = {
      apiPort,
      portalPort,
      clockOffsetMs: clockOffset(),
      ...(dataDir === undefined ? {} : { dataDir }),
      ...(settingsFile === undefined ? {} : { settingsFile }),
      onLog: createLog(dataDir),
      onNotice: print,
      ...platform(),
    };
    const system = await startLocalSystem(options);
    stopOnSignals(system);
    print(`Portal 2FA is ready: portal ${system.portalUrl}, API ${system.apiUrl} (Ctrl-C stops it)`);
  } catch (error) {
    process.stderr.write(`${explain(error, options)}\n`);
    process.exitCode = 1;
  }
}

await main();
