/** The adopt command: prepares the import of retained tables and keys into a stack. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStackSettings } from '../../settings/read.ts';
import { runProgram } from '../common/run.ts';
import { importOf, type StackTemplate } from './import-template.ts';

const USAGE = `Usage: npx cdk synth --quiet -c settings=settings.json && npm run adopt -- --settings settings.json

Prepares what CloudFormation needs to take retained tables, keys and numbers into a stack that does not have them: a
template of these alone, and the list of what they are called. It reads the setting "adopt", changes nothing in AWS,
and prints the commands that do. See docs/operations.md, "Adopting what an earlier stack has left".

  --settings <file>  the stack's settings
  --template <file>  the synthesised template  (default: cdk.out/<stackName>.template.json)
  --out <folder>     where the two files go    (default: cdk.out/adopt)
`;

/** @returns the exit code. */
async function adopt(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      settings: { type: 'string' },
      template: { type: 'string' },
      out: { type: 'string', default: join('cdk.out', 'adopt') },
    },
  });
  const { adopt: adopted, stackName } = readStackSettings(values.settings);
  const { template: file = join('cdk.out', `${stackName}.template.json`), out } = values;
  const synthesised: StackTemplate = JSON.parse(readFileSync(file, 'utf8'));
  const { template, resources } = importOf(synthesised, adopted);
  const templateFile = join(out, 'template.json');
  const resourcesFile = join(out, 'resources.json');
  mkdirSync(out, { recursive: true });
  writeFileSync(templateFile, `${JSON.stringify(template, null, 2)}\n`);
  writeFileSync(resourcesFile, `${JSON.stringify(resources, null, 2)}\n`);
  const change = `--stack-name ${stackName} --change-set-name adopt`;
  process.stdout.write(
    [
      `aws cloudformation create-change-set ${change} --change-set-type IMPORT \\`,
      `  --template-body file://${templateFile} --resources-to-import file://${resourcesFile}`,
      `aws cloudformation wait change-set-create-complete ${change}`,
      `aws cloudformation execute-change-set ${change}`,
      `aws cloudformation wait stack-import-complete --stack-name ${stackName}`,
      `npx cdk deploy -c settings=${values.settings ?? 'settings.json'}`,
      '',
    ].join('\n'),
  );
  return 0;
}

await runProgram(USAGE, adopt);
