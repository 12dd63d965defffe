/** The header by which a distribution in front of the API proves itself; it takes the place of one that a viewer sends. */

export const ORIGIN_SECRET_HEADER = 'x-origin-secret';
