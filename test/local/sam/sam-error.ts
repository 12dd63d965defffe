/** Something that the user has to see to before SAM can serve: the message says what. */
export class SamError extends Error {
  override readonly name = 'SamError';
}

/** For whoever has no SAM or no Docker, and wants none. */
export const OTHERWISE = '`npm start` needs neither SAM nor Docker.';
