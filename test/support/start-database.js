/**
 * Starts one DynamoDB Local for all test files of a run, whose workers inherit its address: to start Java costs as much
 * as the tests of most files. A file has tables of its own in it.
 */

import { SHARED_DATABASE, startDatabase } from '../local/emulator/tables/database.ts';

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
