/** The part of dynalite that the local system uses; the package has no types of its own. */

declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** How long a new table stays in the state `CREATING`. */
    readonly createTableMs?: number;
    /** Where to keep the data; without it, in memory. */
    readonly path?: string;
  }

  export default function dynalite(options?: DynaliteOptions): Server;
}
