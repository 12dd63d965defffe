/** Ways to prove the second factor. */

/** What can be in force as a user's factor. */
export type Method = 'totp' | 'phone';
/** How a code reaches a telephone. */
export const CHANNELS = ['sms', 'call'] as const;
export type Channel = (typeof CHANNELS)[number];
/** What a code can be proved with. */
export type ProofMethod = Method | 'backup_code';

/** What customers can be offered to set up: an authenticator app, or a telephone by either channel. */
export const OFFERED_METHODS = ['totp', ...CHANNELS] as const;
export type OfferedMethod = (typeof OFFERED_METHODS)[number];

/** Those of the channels that codes can be sent by. */
export const usableChannels = (
  channels: readonly Channel[],
  offered: readonly OfferedMethod[],
): readonly Channel[] => channels.filter((channel) => offered.includes(channel));
