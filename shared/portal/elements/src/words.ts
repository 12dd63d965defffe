/** Which words there are for a page, and how they come: on demand, as modules of their own. */

import type { Messages } from './parts/languages/en.ts';
import { partsInUse } from './parts.ts';

/** What a portal may say in its own way. */
export type OwnMessages = Partial<Omit<Messages, 'problems'>> & {
  readonly problems?: Partial<Messages['problems']>;
};

export interface Words {
  /** BCP 47. */
  readonly tag: string;
  readonly rightToLeft: boolean;
  readonly messages: Messages;
}

/** Tags that mean one of ours without beginning with it. */
const ALIASES: Readonly<Record<string, string>> = { cmn: 'zh', arb: 'ar', no: 'nb', nn: 'nb' };
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar']);

/**
 * The words for a page in the language `tag`; English where there are none. Rejects if they cannot be had.
 * @param own the portal's own, in place of these.
 */
export const wordsFor = async (tag: string, own: OwnMessages = {}): Promise<Words> => {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  const language = ALIASES[primary] ?? primary;
  const { language: load } = partsInUse();
  const loaded = await load(language);
  const words = loaded ?? (await load('en'));
  if (!words) throw new Error('There are no words.');
  return {
    tag: loaded ? tag.replaceAll('_', '-') : 'en',
    rightToLeft: loaded !== undefined && RIGHT_TO_LEFT.has(language),
    messages: { ...words, ...own, problems: { ...words.problems, ...own.problems } },
  };
};
