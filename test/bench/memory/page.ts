/** The page with the table of memory. */

import { type Derived, MOST_MS, SLOWER, STEPS_MB, WAITING_MS, WHOLE_PROCESSOR_MB } from './derive.ts';

const row = ({ name, coldMs, warmMs, memoryMb, coldAtMs, warmAtMs, usdPerMillion }: Derived): string =>
  `| ${[name, coldMs.toFixed(0), warmMs.toFixed(1), memoryMb, coldAtMs.toFixed(0), warmAtMs.toFixed(1), usdPerMillion.toFixed(2)].join(' | ')} |`;

export interface Circumstances {
  /** ISO 8601. */
  readonly on: string;
  /** Of the machine in the minute before, which had so many cores. */
  readonly load: number;
  readonly cores: number;
}

export const renderPage = (
  { on, load, cores }: Circumstances,
  functions: readonly Derived[],
): string => `# Memory of the functions

Written by \`npm run memory -- --write\`, with \`infra/memory.json\`, which the stack reads. Measured on
${on}, under a load of ${load.toFixed(1)} on ${cores} cores: a busy machine's times are up to twice an idle one's.

| function | cold, CPU ms | warm, CPU ms | memory, MB | cold there, ms | warm there, ms | USD a million |
| --- | --- | --- | --- | --- | --- | --- |
${functions.map(row).join('\n')}

- **CPU ms** are measured: the time that the function's thread has on a processor of this machine, in a run of the local
  system in which two customers do everything. Cold is the start of an execution environment with its first answer, warm
  the median of later ones. What V8 does in other threads (garbage, compiling) is not in it.
- **Memory** is the least of ${STEPS_MB.join(', ')} MB with which a cold first answer has its processor time in
  ${MOST_MS.waits} ms, or in ${MOST_MS.background} ms where nobody waits for it. Lambda gives a function a share of a processor with its
  memory, a whole one at ${WHOLE_PROCESSOR_MB} MB; its core is taken to be ${SLOWER} times as slow as this machine's.
- **USD** are for the duration of a million warm requests that also wait ${WAITING_MS} ms for AWS, by the list price of arm64; requests
  are paid besides. A warm request waits more than it works, so more memory makes it cost more and hardly faster.

Only Lambda could say: how slow its core is, how much more of a processor it gives to a start, what a start takes before
the code is loaded, how long calls to AWS take, and how much memory is used (\`Max Memory Used\` of the \`REPORT\` lines).
After the first week in production look at these, for one function with AWS Lambda Power Tuning, and correct
\`SLOWER\` in \`test/bench/memory/derive.ts\`.
`;
