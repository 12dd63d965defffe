/** Ways to prove the second factor. */

/** What can be in force as a user's factor. */
export type Method = 'totp' | 'phone';
/** How a code reaches a telephone. */
export const CHANNELS = ['sms', 'call'] as const;
export type Channel = (typeof CHANNELS)[number];
/** What a code can be proved with. */
export type ProofMethod = Method | 'backup_code';
