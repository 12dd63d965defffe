/** The page on deploying from CI: its workflow and policies can be read by those they are for, and open nothing else. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const page = readFileSync(new URL('../../docs/continuous-deployment.md', import.meta.url), 'utf8');
const packageJson: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

/** What is between the fences of a language, without the indentation of lists. */
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^( *)\`\`\`${language}\n([\\s\\S]*?)^ *\`\`\`$`, 'gm'))].map(
    ([, indent = '', text = '']) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const [source = ''] = blocks('yaml');
const { jobs, permissions }: Workflow = parse(source);

test('the workflow is YAML whose jobs follow one another, and whose steps each do one thing', () => {
  expect(Object.entries(jobs).map(([name, { needs }]) => [name, needs])).toEqual([
    ['build', undefined],
    ['staging', 'build'],
    ['production', 'staging'],
  ]);
  for (const { steps } of Object.values(jobs)) {
    for (const { uses, run } of steps) expect([uses, run].filter(Boolean)).toHaveLength(1);
  }
});

test('only jobs of an environment may ask for an identity, and each says what else it may', () => {
  expect(permissions).toEqual({});
  for (const job of Object.values(jobs)) {
    expect('id-token' in job.permissions).toBe(job.environment !== undefined);
  }
});

test('what it runs of npm is there', () => {
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const scripts = runs.flatMap((run) => /^npm run (\S+)/.exec(run)?.[1] ?? []);
  expect(scripts).not.toEqual([]);
  for (const script of scripts) expect(packageJson.scripts).toHaveProperty(script);
});

test('the role is for one environment of one repository, and takes the bootstrap’s roles alone', () => {
  const [trust, may, ...more] = blocks('json').map((text) => JSON.parse(text));
  expect(more).toEqual([]);
  const [{ Condition }] = trust.Statement;
  expect(Object.keys(Condition)).toEqual(['StringEquals']);
  expect(Condition.StringEquals['token.actions.githubusercontent.com:sub']).toMatch(
    /^repo:[^*]+:environment:[^*]+$/,
  );
  expect(may.Statement[0]).toMatchObject({ Action: 'sts:AssumeRole' });
});
