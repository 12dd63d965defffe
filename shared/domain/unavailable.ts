/** How a failing service looks to the rest of the code: its client's errors stop where it is called. */

export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  /** The service, e.g. `dynamodb`. */
  readonly service: string;
  /** Name of the client's error; its message may quote what was sent, so it is not kept. */
  readonly reason: string;

  constructor(service: string, error: unknown) {
    super(`${service} is unavailable`);
    this.service = service;
    this.reason = error instanceof Error ? error.name : 'unknown';
  }
}

/** Runs a call to the service, and turns whatever it throws into `Unavailable`. */
export async function available<T>(service: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new Unavailable(service, error);
  }
}
