/** Limits of single routes, by the name of their operation. */

import { OPERATIONS, type OperationId } from '../contract/operations.ts';
import { group } from './group.ts';
import { positive } from './values.ts';

const limit = group({ rate: positive, burst: positive }).optional();

const IDS = OPERATIONS.map(({ id }) => id);

/** Requests per second and at once of each route that is named; for the others, those of their kind. */
export const routesSchema = group(
  Object.fromEntries(IDS.map((id) => [id, limit])) as Record<OperationId, typeof limit>,
).prefault({});
