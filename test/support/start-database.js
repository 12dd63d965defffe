/**
 * Starts one DynamoDB Local for the adapters' tests of a run, whose workers inherit its address: to start Java costs as
 * much as the tests of most files. A file has a table of its own in it. A local system has a database of its own, as
 * when it is started by hand.
 */

import { startDatabase } from '../local/emulator/tables/database.ts';

const SHARED_DATABASE = 'SHARED_DATABASE';

let database;

export default async function start() {
  if (process.env[SHARED_DATABASE] !== undefined) return;
  database = await startDatabase(undefined, () => undefined);
  // Without Java each file has its own dynalite, and says what it goes without.
  if (database.complete) process.env[SHARED_DATABASE] = database.endpoint;
}

export async function stop() {
  await database?.stop();
}
