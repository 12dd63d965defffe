/** What reached the customer: the texts and calls of the handset, and the mailbox. */

import type { HandsetMessage, ReceivedMail } from '../emulator/boundary.ts';
import { createJournal } from '../host/journal.ts';

export interface Handset {
  receive(message: HandsetMessage): void;
  receiveMail(mail: ReceivedMail): void;
  /** Oldest first, to one number or to all. */
  messages(to?: string): readonly HandsetMessage[];
  mails(): readonly ReceivedMail[];
}

/** With a directory, it still has what it received before a restart. */
export function createHandset(directory?: string): Handset {
  const messages = createJournal<HandsetMessage>('messages', directory);
  const mails = createJournal<ReceivedMail>('mails', directory);
  return {
    receive: messages.add,
    receiveMail: mails.add,
    messages: (to) =>
      to === undefined ? messages.all() : messages.all().filter((message) => message.to === to),
    mails: mails.all,
  };
}
