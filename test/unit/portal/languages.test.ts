/** The words of the elements: in every language all of them, for every problem that the contract has. */

import { ELEMENT_PARTS } from '../../../shared/contract/element-parts.ts';
import { PROBLEMS } from '../../../shared/contract/problems.ts';
import '../../../shared/portal/elements/src/modules.ts';
import {
  messages as english,
  type Messages,
} from '../../../shared/portal/elements/src/parts/languages/en.ts';
import { partsInUse } from '../../../shared/portal/elements/src/parts.ts';
import { wordsFor } from '../../../shared/portal/elements/src/words.ts';
import { LOCALES } from '../../../shared/wording/locale.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Each text by its path, e.g. `problems.wrong_code`. */
const flat = (tree: Tree, path = ''): readonly (readonly [path: string, text: string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`),
  );
const namesIn = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

const load = async (tag: string): Promise<Messages> => {
  const words = await partsInUse().language(tag);
  if (words === undefined) throw new Error(`There is no ${tag}.`);
  return words;
};

test('there is each language that texts and mails have, as a part that the API serves', () => {
  expect(ELEMENT_PARTS.filter((part) => part !== 'countries')).toEqual(LOCALES);
});

describe.each(LOCALES)('%s', (tag) => {
  test('says all that English says, with the same names to be filled in', async () => {
    const texts = new Map(flat({ ...(await load(tag)) }));
    for (const [path, text] of flat({ ...english })) {
      expect([path, namesIn(texts.get(path) ?? '')]).toEqual([path, namesIn(text)]);
    }
    for (const text of texts.values()) expect(text.trim()).not.toBe('');
  });

  test('has a sentence for every problem of the contract, and never the developers’ one', async () => {
    const { problems } = await load(tag);
    for (const [code, { detail }] of Object.entries(PROBLEMS)) {
      const told: string | undefined = problems[code as keyof typeof problems];
      expect(told).toMatch(/.{6}/);
      expect(told).not.toMatch(/contract|\bbody\b|application\/json|x-2fa-assertion|KiB/i);
      // Two are the user's own, to the letter.
      if (tag === 'en' && /^too_many_/.test(code)) expect(told).toBe(detail);
    }
  });
});

describe('a page’s words', () => {
  test.each([
    ['de-AT', 'de-AT', false],
    ['ar', 'ar', true],
    ['nn', 'nn', false],
    ['xx', 'en', false],
  ])('for %s', async (tag, used, rightToLeft) => {
    expect(await wordsFor(tag)).toMatchObject({ tag: used, rightToLeft });
  });

  test('are English where there are none of its language, and the portal’s where it has its own', async () => {
    const own = { confirm: 'Go on', problems: { wrong_code: 'No.' } };
    const { messages } = await wordsFor('xx', own);
    expect(messages).toMatchObject({ confirm: 'Go on', cancel: english.cancel });
    expect(messages.problems).toMatchObject({ wrong_code: 'No.', unexpected: english.problems.unexpected });
  });
});
