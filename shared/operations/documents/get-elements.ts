/** GET /elements.js: the elements that a portal's page loads, and the parts that they load on demand. */

import type { UseCase } from '../../contract/operation.ts';
import type { getElements as operation } from '../../contract/operations/get-elements.ts';
import { ok } from '../../domain/result.ts';
import type { WithElementFiles } from '../dependencies.ts';

export const getElements =
  ({ elementFiles }: WithElementFiles): UseCase<typeof operation> =>
  async ({ query }) =>
    ok(await elementFiles.read(query.part ?? 'elements'));
