/** Turns SSML into the words that are heard, as strictly as Amazon Polly reads it. */

/** https://docs.aws.amazon.com/polly/latest/dg/supportedtags.html, those that neural voices know too. */
const TAGS = new Set([
  'speak',
  'break',
  'say-as',
  'prosody',
  'p',
  's',
  'lang',
  'sub',
  'w',
  'mark',
  'phoneme',
]);

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  // The character by its number (XML 1.0 §4.1).
  '&#39;': "'",
};

const TOKEN = /<(\/?)([a-z-]+)((?:\s+[a-z:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/** The words of `ssml`, pauses as spaces; undefined where Polly would refuse it. */
export function speak(ssml: string): string | undefined {
  const open: string[] = [];
  let words = '';
  let read = 0;
  for (const token of ssml.matchAll(TOKEN)) {
    const [whole, closing, tag, , empty, text] = token;
    read += whole.length;
    if (text !== undefined) {
      if (open[0] !== 'speak' || /&(?!(?:amp|lt|gt|quot|apos|#39);)/.test(text)) return undefined;
      words += text.replace(/&[a-z#0-9]+;/g, (entity) => ENTITIES[entity] ?? '');
    } else if (tag === undefined || !TAGS.has(tag)) return undefined;
    else if (closing === '/') {
      if (open.pop() !== tag) return undefined;
    } else {
      if (open.length === 0 && (tag !== 'speak' || words !== '')) return undefined;
      if (empty !== '/') open.push(tag);
      if (tag === 'break') words += ' ';
    }
  }
  const isWhole = read === ssml.length && open.length === 0;
  return isWhole ? words.replace(/\s+/g, ' ').trim() : undefined;
}
