/** How long mailing a notice may take, and how long nobody else tries meanwhile. */

/** After these seconds Lambda ends the function that mails a notice. */
export const SENDING_SECONDS = 20;

/** Longer than the function may run, and over before Lambda's first retry, a minute later. In milliseconds. */
export const CLAIM_MS = (SENDING_SECONDS + 10) * 1000;
