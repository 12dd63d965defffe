/** What a stack takes over that an earlier one has left: retained tables, keys, telephone numbers. */

import * as z from 'zod';
import { someText } from './values.ts';

const WANTED =
  'must be an object from parts of the stack to what is retained of them, such as {"UsersTable": "<name>", "TableKey": "<id>"}';

/** By the part's logical id without the hash at its end: the table's name, the key's id or ARN, and so on. */
export const adoptSchema = z
  .record(z.string(), someText('must be the name, id or ARN of what is retained'), WANTED)
  .default({});
