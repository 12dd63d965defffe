/** The notices in every language. */

import type { Locale } from '../messages/locale.ts';
import { ar } from './texts/ar.ts';
import { da } from './texts/da.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fi } from './texts/fi.ts';
import { fr } from './texts/fr.ts';
import { hi } from './texts/hi.ts';
import { it } from './texts/it.ts';
import { ja } from './texts/ja.ts';
import { ko } from './texts/ko.ts';
import { nb } from './texts/nb.ts';
import { nl } from './texts/nl.ts';
import { pl } from './texts/pl.ts';
import { pt } from './texts/pt.ts';
import { sv } from './texts/sv.ts';
import { tr } from './texts/tr.ts';
import { zh } from './texts/zh.ts';
import type { NoticeTexts } from './texts.ts';

export const NOTICE_TEXTS: Readonly<Record<Locale, NoticeTexts>> = {
  ar,
  da,
  de,
  en,
  es,
  fi,
  fr,
  hi,
  it,
  ja,
  ko,
  nb,
  nl,
  pl,
  pt,
  sv,
  tr,
  zh,
};
