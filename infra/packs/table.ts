/** The acknowledgements as a page of the documentation. */

import type { Acknowledgement } from './finding.ts';

const HEADER = `# What the rule packs find, and why it stays

\`npm run check\` and \`npx cdk synth\` hold the stack against three packs of
[cdk-nag](https://github.com/cdklabs/cdk-nag): AwsSolutions, Serverless and NIST 800-53 R5. Whatever they find is mended,
or is in this table with its reason. In a path, \`*\` stands for any text. Written by \`npm run check:packs -- --write\`
from [acknowledged.ts](../infra/packs/acknowledged.ts), where a line that meets no finding any more fails the check.

| rule | where | why it stays |
| --- | --- | --- |
`;

const code = (texts: readonly string[]): string =>
  texts.map((text) => `\`${text.replaceAll('|', '\\|')}\``).join('<br>');

/** Of paths that only differ in their function, the few first. */
const SHOWN = 6;

function where({ at, details = [] }: Acknowledgement): string {
  const paths =
    at.length > SHOWN + 1 ? `${code(at.slice(0, SHOWN))}<br>and ${at.length - SHOWN} like these` : code(at);
  return details.length === 0 ? paths : `${paths}<br>of ${code(details)}`;
}

/** Markdown. */
export const tableOf = (acknowledged: readonly Acknowledgement[]): string =>
  HEADER + acknowledged.map((one) => `| ${code(one.rules)} | ${where(one)} | ${one.reason} |\n`).join('');
