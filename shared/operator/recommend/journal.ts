/**
 * What became of each address: the one thing that decides who is mailed.
 *
 * Before a mail goes out, its address is claimed, and the claim is on the disk; what became of it is written
 * after. So an address that was claimed and no more may or may not have been mailed when the process died.
 */

import type { Journal as CommonJournal, JournalForm } from '../common/journal.ts';

/**
 * - `sent`: mailed.
 * - `claimed`: a mail was about to go out, or is just going out.
 * - `not_sent`: it surely did not go out, so the address is as good as new.
 */
export type AddressState = 'claimed' | 'sent' | 'not_sent';

export type Journal = CommonJournal<AddressState>;

export const ADDRESSES: JournalForm<AddressState> = {
  states: ['claimed', 'sent', 'not_sent'],
  // An address in other letters is the same one.
  normalise: (address) => address.trim().toLowerCase(),
};
