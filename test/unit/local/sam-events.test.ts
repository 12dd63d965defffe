/** The events for trying one function alone. */

import { readdirSync, readFileSync } from 'node:fs';
import { invocationEvents } from '../../sam/events.ts';

const DIRECTORY = new URL('../../sam/events/', import.meta.url);

test('the committed events are what the contract’s examples make of them now', () => {
  expect(readdirSync(DIRECTORY).toSorted()).toEqual([...invocationEvents().keys()].toSorted());
  for (const [name, content] of invocationEvents()) {
    expect(JSON.parse(readFileSync(new URL(name, DIRECTORY), 'utf8'))).toEqual(JSON.parse(content));
  }
});
