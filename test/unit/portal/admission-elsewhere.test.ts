/** The admission as it is shown for other languages, run by each that is on this machine. */

import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  audience,
  type Changes,
  createAssertion,
  keySet,
  otherKeys,
  signIn,
} from './support/assertion-keys.ts';

const SNIPPETS = fileURLToPath(new URL('../../../shared/portal/examples/admission/', import.meta.url));

/** Reads lines of assertion, `sub` and `sid`, parted by tabs, and prints of each the outcome, `refused` or `no keys`. */
interface Language {
  readonly name: string;
  readonly needs: string;
  /** A command that succeeds where it can be run. */
  readonly there: readonly [string, ...string[]];
  /** The program beside the snippet, by its file. */
  readonly program: Readonly<Record<string, string>>;
  /** Of a folder with all of it; `issuer` and `audience` are the program's arguments. */
  readonly run: readonly [string, ...string[]];
}

const python: Language = {
  name: 'Python',
  needs: 'python3 with cryptography',
  there: ['python3', '-c', 'import cryptography'],
  program: {
    'main.py': `import sys
from admission import Admission, Refused
admission = Admission(*sys.argv[1:])
for line in sys.stdin:
    assertion, sub, sid = line.rstrip("\\n").split("\\t")
    try:
        print(admission.admit(assertion, sub, sid or None)["outcome"])
    except Refused:
        print("refused")
    except OSError:
        print("no keys")
`,
  },
  run: ['python3', 'main.py'],
};

const go: Language = {
  name: 'Go',
  needs: 'go',
  there: ['go', 'version'],
  program: {
    'go.mod': 'module portal.example/admission\n\ngo 1.18\n',
    'main/main.go': `package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"

	"portal.example/admission"
)

func main() {
	door := admission.New(os.Args[1], os.Args[2])
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		one := strings.Split(lines.Text(), "\\t")
		claims, err := door.Admit(one[0], one[1], one[2])
		if errors.Is(err, admission.ErrRefused) {
			fmt.Println("refused")
		} else if err != nil {
			fmt.Println("no keys")
		} else {
			fmt.Println(claims.Outcome)
		}
	}
}
`,
  },
  run: ['go', 'run', './main'],
};

const java: Language = {
  name: 'Java',
  needs: 'a JDK',
  there: ['javac', '-version'],
  program: {
    'Main.java': `public class Main {
  public static void main(String[] arguments) throws Exception {
    var admission = new Admission(arguments[0], arguments[1]);
    var lines = new java.io.BufferedReader(new java.io.InputStreamReader(System.in)).lines().toList();
    for (var line : lines) {
      var one = line.split("\\t", -1);
      try {
        System.out.println(admission.admit(one[0], one[1], one[2].isEmpty() ? null : one[2]).get("outcome"));
      } catch (Admission.Refused refused) {
        System.out.println("refused");
      } catch (java.io.IOException error) {
        System.out.println("no keys");
      }
    }
  }
}
`,
  },
  run: [
    'sh',
    '-c',
    '[ -d built ] || javac -d built *.java && exec java -XX:TieredStopAtLevel=1 -cp built Main "$@"',
    'sh',
  ],
};

const { sub, sid } = signIn;
const seconds = () => Math.floor(Date.now() / 1000);
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

type Try = readonly [expected: string, about: string, assertion: string, sub: string, sid: string];

/** What the tests of the package try, with this machine's time. */
async function tries(issuer: string): Promise<readonly Try[]> {
  let made = 0;
  const assertion = ({ claims = {}, issuedAt = seconds(), ...more }: Changes = {}) =>
    createAssertion({ claims: { iss: issuer, jti: `one-${++made}`, ...claims }, issuedAt, ...more });
  const refused = async (about: string, changes: Changes): Promise<Try> => [
    'refused',
    about,
    await assertion(changes),
    sub,
    sid,
  ];

  const good = await assertion();
  const [header, body, signature] = good.split('.');
  const withoutSession = await assertion({ claims: { sid: undefined } });
  const hmac = `${base64url({ alg: 'HS256', kid: 'key-1' })}.${body}`;
  const signed = createHmac(
    'sha256',
    JSON.stringify(
      await keySet()
        .fetch('')
        .then((it) => it.json()),
    ),
  );
  return [
    await refused('another audience', { claims: { aud: 'billing' } }),
    await refused('another issuer', { claims: { iss: 'https://portal.example' } }),
    await refused('expired', { issuedAt: seconds() - 311 }),
    await refused('never expires', { claims: { exp: undefined } }),
    await refused('no jti', { claims: { jti: undefined } }),
    await refused('an outcome that is none', { claims: { outcome: 'failed' } }),
    await refused('signed by somebody else', { key: otherKeys.privateKey }),
    await refused('an unknown key', { kid: 'key-2' }),
    await refused('no session in it', { claims: { sid: undefined } }),
    ['refused', 'another user', good, 'user-sam', sid],
    ['refused', 'another session', good, sub, 'session-2'],
    ['refused', 'a sign-in without session', good, sub, ''],
    [
      'refused',
      'claims changed',
      `${header}.${base64url({ iss: issuer, aud: audience, sub, sid, jti: 'x', exp: 2e9, outcome: 'exempt' })}.${signature}`,
      sub,
      sid,
    ],
    ['refused', 'no signature', `${base64url({ alg: 'none', kid: 'key-1' })}.${body}.`, sub, sid],
    ['refused', 'signed with the public key', `${hmac}.${signed.update(hmac).digest('base64url')}`, sub, sid],
    ['refused', 'no assertion', 'a.b.c', sub, sid],
    ['refused', 'nothing', '', sub, sid],
    ['verified', 'right, after all refused tries', good, sub, sid],
    ['refused', 'the same again', good, sub, sid],
    ['skipped', 'skipped', await assertion({ claims: { outcome: 'skipped' } }), sub, sid],
    ['verified', 'no session on both sides', withoutSession, sub, ''],
  ];
}

let folder: string;
let service: Server;
let issuer: string;
let asked = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'admission-'));
  service = createServer(async (_, response) => {
    asked += 1;
    response.end(await (await keySet().fetch('')).text());
  }).listen(0, 'localhost');
  await once(service, 'listening');
  issuer = `http://localhost:${(service.address() as AddressInfo).port}`;
});
afterAll(() => {
  service.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the language's program says of each. */
async function outcomes(
  { name, program, run: [command, ...rest] }: Language,
  at: string,
  all: readonly Try[],
) {
  const cwd = join(folder, name);
  cpSync(SNIPPETS, cwd, { recursive: true });
  for (const [file, text] of Object.entries(program)) {
    mkdirSync(join(cwd, file, '..'), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
  const running = spawn(command, [...rest, at, audience], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  running.stdin.end(all.map(([, , ...one]) => `${one.join('\t')}\n`).join(''));
  const printed = (await running.stdout.toArray()).join('').trim().split('\n');
  return all.map(([, about], at) => [printed[at], about]);
}

describe.each([python, go, java])('the admission for $name', (language) => {
  const [command, ...args] = language.there;
  if (spawnSync(command, args).status !== 0) {
    test('is not run here', () => void process.stderr.write(`\nNot run, for want of ${language.needs}\n`));
    return;
  }

  test('admits once what the package admits, and refuses what it refuses', async () => {
    const all = await tries(issuer);
    asked = 0;

    expect(await outcomes(language, issuer, all)).toEqual(all.map(([expected, about]) => [expected, about]));
    expect(asked).toBe(1);
  });

  test('refuses nothing while there are no keys', async () => {
    const nowhere = 'http://localhost:9';
    const one = ['no keys', 'no keys', await createAssertion(), sub, sid] as const;

    expect(await outcomes(language, nowhere, [one])).toEqual([['no keys', 'no keys']]);
  });
});
