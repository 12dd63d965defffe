/** Writes the bench's figures to their file. */

import { writeFileSync } from 'node:fs';
import type { Template } from '../local/emulator/template/template.ts';
import { countTypes, FILE, type Figures } from './figures.ts';
import { HELD_MS, type MeasuredOperation } from './measure-operations.ts';

/** @returns the path of the file. */
export function writeFigures(
  operations: readonly MeasuredOperation[],
  template: Template,
  prefixOf: (operation: string) => string,
): string {
  const memoryOf = (operation: string): number => {
    const found = Object.entries(template.Resources).find(
      ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith(prefixOf(operation)),
    );
    return Number(found?.[1].Properties?.MemorySize ?? 1024);
  };
  const figures: Figures = {
    measuredOn: new Date().toISOString().slice(0, 10),
    heldMs: HELD_MS,
    operations: operations.map((one) => ({ ...one, memoryMb: memoryOf(one.operation) })),
    resources: countTypes(template),
  };
  writeFileSync(FILE, `${JSON.stringify(figures, null, 2)}\n`);
  return FILE;
}
