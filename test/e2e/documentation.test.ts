/** What README and docs/integration.md give to be pasted, pasted: against the local system as anybody starts it. */

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildPackage, folderOf } from '../../infra/portal/packages.ts';
import { skipEnrolment } from '../../shared/contract/operations/skip-enrolment.ts';
import { type Customer, signIn } from './support/customer.ts';
import { useLocalSystem } from './support/system.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const page = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** With the machine's time: programs of others have no clock of ours. */
const system = useLocalSystem({ stoppedClock: false });

/** A portal's folder, which has the package as npm would install it, and of others those that it needs. */
let portal: string;
beforeAll(async () => {
  portal = mkdtempSync(join(tmpdir(), 'portal-'));
  const own = join(portal, 'node_modules/@portal-2fa/admission');
  mkdirSync(own, { recursive: true });
  symlinkSync(join(folderOf('admission'), 'package.json'), join(own, 'package.json'));
  await buildPackage('admission', join(own, 'dist'));
  for (const name of ['jose', 'express']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(portal, 'node_modules', name));
  }
});
afterAll(() => rmSync(portal, { recursive: true, force: true }));

/** The first block of this language after the heading. */
function blockAfter(text: string, heading: string, language: string): string {
  const after = text.slice(text.indexOf(`\n${heading}\n`));
  const block = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(after)?.[1];
  if (block === undefined) throw new Error(`There is no ${language} after ${heading}`);
  return block;
}

function has(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A test that runs what is not everywhere; where it is missing, a line says so. */
function testWith(what: string, there: boolean, name: string, body: () => Promise<void>): void {
  if (there) return void test(name, body);
  process.stdout.write(`\nNot run: ${name}. It takes ${what}.\n`);
  test.skip(name, () => undefined);
}

const tools = ['curl', 'jq', 'oathtool'].every((tool) => has(tool, '--version')) && has('bash', '--version');

testWith('bash, curl, jq and oathtool', tools, 'README’s walk with curl can be pasted twice', async () => {
  const script = blockAfter(page('README.md'), '## Try it with curl', 'sh')
    .replace('http://localhost:3001', system().portalUrl)
    .replace('http://localhost:3000', system().apiUrl);
  // Another customer each time, also within a second.
  const pasted = `${script}\n${script.replace('U=kim-', 'U=again-')}`;

  const { stdout } = await run('bash', ['-c', pasted], { cwd: ROOT });

  expect(stdout).not.toMatch(/"code": "|"message":|null\n/);
  expect(stdout.match(/"method": "totp"/g)).toHaveLength(2);
  expect(stdout.match(/"enabled": true/g)).toHaveLength(2);
});

/** An assertion, and the sign-in that it is for. */
async function assertionOf(customer: Customer): Promise<string> {
  return (await customer.get(skipEnrolment, { body: {} })).assertion;
}

const snippet = (heading: string, language: string) =>
  blockAfter(page('docs/integration.md'), heading, language).replace(
    'https://2fa.portal.example',
    system().apiUrl,
  );

interface Runtime {
  readonly program: string;
  readonly arguments: readonly string[];
  /** After the snippet: admits as often as there are sign-ins, and prints each outcome. */
  readonly uses: string;
}

/** What the snippet makes of the assertion: right, again, of another user, of another session, tampered with. */
async function outcomes(code: string, { program, arguments: args, uses }: Runtime, sid: string | undefined) {
  const customer = await signIn(system(), sid === undefined ? {} : { sid });
  const [header, , signature] = (await assertionOf(customer)).split('.');
  const other = await assertionOf(await signIn(system()));
  const tries = [
    [await assertionOf(customer), 'somebody-else', sid],
    [await assertionOf(customer), customer.sub, 'another-session'],
    [`${header}.${other.split('.')[1]}.${signature}`, customer.sub, sid],
  ];
  const good = await assertionOf(customer);
  tries.push([good, customer.sub, sid], [good, customer.sub, sid]);
  const { stdout } = await run(program, [...args, `${code}\n${uses}`], {
    cwd: portal,
    env: { ...process.env, TRIES: JSON.stringify(tries.map(([a, sub, s]) => [a, sub, s ?? null])) },
  });
  return stdout.trim().split('\n');
}

const EXPECTED = ['refused', 'refused', 'refused', 'skipped', 'refused'];

const node: Runtime = {
  program: process.execPath,
  arguments: ['--input-type=module', '-e'],
  uses: `for (const [assertion, sub, sid] of JSON.parse(process.env.TRIES)) {
    const said = await admission.admit(assertion, { sub, ...(sid && { sid }) }).then((one) => one.outcome, () => 'refused');
    console.log(said);
  }`,
};

/** Brings each assertion to the door, with the sign-in as its session would name it. */
const express: Runtime = {
  ...node,
  uses: `const sessions = {
    find: (request) => JSON.parse(request.headers.session),
    admit: (request, response, admitted) => admitted,
  };
  const server = app.listen(0, async () => {
    for (const [assertion, sub, sid] of JSON.parse(process.env.TRIES)) {
      const response = await fetch('http://localhost:' + server.address().port + '/session/admit', {
        method: 'POST',
        headers: { 'content-type': 'application/json', session: JSON.stringify({ sub, ...(sid && { sid }) }) },
        body: JSON.stringify({ assertion }),
      });
      const { outcome } = await response.json();
      console.log(response.status === 200 ? outcome : response.status === 403 ? 'refused' : response.status);
    }
    server.closeAllConnections();
    server.close();
  });`,
};

describe('the check of an assertion', () => {
  test.each([['s1'], [undefined]])('in Node admits once, and only that sign-in (sid: %s)', async (sid) => {
    expect(await outcomes(snippet('## Node', 'js'), node, sid)).toEqual(EXPECTED);
  });

  test('at the door on Express admits once, and only that sign-in', async () => {
    expect(await outcomes(snippet('### A backend on Express', 'js'), express, 's1')).toEqual(EXPECTED);
  });
});
