/** What support alone may know is said where subscribers of the bus read it. */

import { readFileSync } from 'node:fs';
import { AUDIENCE } from '../../shared/domain/audience.ts';

const page = readFileSync(new URL('../../docs/events/README.md', import.meta.url), 'utf8');

test('the page has every event, and says which are for support alone', () => {
  const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, type]) => type);
  expect(listed.toSorted()).toEqual(Object.keys(AUDIENCE).toSorted());
  const [, sentence = ''] = /^(.*?) (?:is|are) for support alone/m.exec(page) ?? [];
  const alone = Object.entries(AUDIENCE).flatMap(([type, audience]) =>
    audience === 'support' ? [type] : [],
  );
  expect([...sentence.matchAll(/`(\w+)`/g)].map(([, type]) => type)).toEqual(alone);
});
