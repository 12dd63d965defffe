/** What the handset, the mailbox and the bus received outlives the local system. */

import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal } from '../../local/host/journal.ts';
import { createHandset } from '../../local/portal/handset.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'portal-2fa-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const message = (to: string) =>
  ({
    id: to,
    channel: 'sms',
    to,
    text: 'Line one\nline two',
    locale: 'en',
    at: '2026-02-11T09:30:00Z',
  }) as const;

const mail = {
  id: 'm',
  to: 'a@x.example',
  from: 'b@x.example',
  subject: 's',
  text: 't',
  html: 'h',
  at: 'now',
};

test('a handset has its messages and mails after a restart', () => {
  const earlier = createHandset(directory);
  earlier.receive(message('+12025550100'));
  earlier.receive(message('+12025550101'));
  earlier.receiveMail(mail);

  const later = createHandset(directory);

  expect(later.messages()).toEqual([message('+12025550100'), message('+12025550101')]);
  expect(later.messages('+12025550101')).toEqual([message('+12025550101')]);
  expect(later.mails()).toEqual([mail]);
});

test('a last line that was cut is ignored, and costs no entry that follows', () => {
  createJournal<string>('notes', directory).add('whole');
  appendFileSync(join(directory, 'notes.jsonl'), '"cu');

  const later = createJournal<string>('notes', directory);
  later.add('next');

  expect(later.all()).toEqual(['whole', 'next']);
  expect(createJournal<string>('notes', directory).all()).toEqual(['whole', 'next']);
});

test('without a directory it is in memory', () => {
  const journal = createJournal<string>('notes');
  journal.add('one');

  expect(journal.all()).toEqual(['one']);
  expect(createJournal<string>('notes').all()).toEqual([]);
});
