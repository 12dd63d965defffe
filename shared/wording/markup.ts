/** Words as content of markup: the HTML of mails, the SSML of calls. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // By number, which HTML and XML both know; `&apos;` is XML's, and mail programs that read older HTML show it.
  "'": '&#39;',
};

/** Escaped for an element or a quoted attribute (HTML §13.1.4, XML 1.0 §2.4). */
export const escapeMarkup = (words: string): string =>
  words.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
