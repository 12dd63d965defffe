/** What reached the customer: the texts and calls of the handset, and the mailbox. */

import type { HandsetMessage, ReceivedMail } from './types.ts';

export interface Handset {
  receive(message: HandsetMessage): void;
  receiveMail(mail: ReceivedMail): void;
  /** Oldest first, to one number or to all. */
  messages(to?: string): readonly HandsetMessage[];
  mails(): readonly ReceivedMail[];
}

export function createHandset(): Handset {
  const messages: HandsetMessage[] = [];
  const mails: ReceivedMail[] = [];
  return {
    receive: (message) => void messages.push(message),
    receiveMail: (mail) => void mails.push(mail),
    messages: (to) => (to === undefined ? messages : messages.filter((message) => message.to === to)),
    mails: () => mails,
  };
}
