/** Words that look like markup stay words, in HTML and in SSML. */

import { escapeMarkup } from '../../../shared/wording/markup.ts';
import { speak } from '../../local/emulator/aws/connect/ssml.ts';

const NASTY = `<a href="x" b='y'> & &amp; </speak>`;

test('no character of markup is left', () => {
  expect(escapeMarkup(`<a> & "b" 'c'`)).toBe('&lt;a&gt; &amp; &quot;b&quot; &#39;c&#39;');
  expect(escapeMarkup(NASTY)).not.toMatch(/[<>"']/);
});

test('is heard as it was written', () => {
  expect(speak(`<speak>${escapeMarkup(NASTY)}</speak>`)).toBe(NASTY);
});

test('other words are left as they are', () => {
  expect(escapeMarkup('Łódź; 您好 🔑 $1 {brand}')).toBe('Łódź; 您好 🔑 $1 {brand}');
});
