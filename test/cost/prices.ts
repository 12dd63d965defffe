/** List prices, each with its date, Region and source, and how it was seen. */

import { readFileSync } from 'node:fs';

export interface Price {
  readonly usd: number;
  readonly unit: string;
  /** `-` where it is the same everywhere. */
  readonly region: string;
  /** ISO 8601. */
  readonly date: string;
  readonly source: string;
  /**
   * `page`: read on the page of `source`. `quoted`: read where others quote that page. `remembered`: from what is
   * generally known, and to be looked up before anything depends on it.
   */
  readonly seen: 'page' | 'quoted' | 'remembered';
  readonly note?: string;
}

type Of<Names extends string> = Readonly<Record<Names, Price>>;

export type AwsPrice =
  | 'apiRequest'
  | 'lambdaRequest'
  | 'lambdaGbSecond'
  | 'dynamoWrite'
  | 'dynamoRead'
  | 'dynamoStorage'
  | 'pointInTime'
  | 'backupStorage'
  | 'kmsKey'
  | 'kmsRequest'
  | 'event'
  | 'mail'
  | 'logGb'
  | 'trace'
  | 'alarm'
  | 'metric'
  | 'dashboard'
  | 'insightRule'
  | 'webAcl'
  | 'wafRule'
  | 'wafRequest'
  | 'cdnRequest'
  | 'callMinute'
  | 'numberDay';

export interface Prices {
  readonly aws: Of<AwsPrice>;
  /** By ISO 3166-1 alpha-2: a text, and a minute of the telephone network beside `callMinute`. */
  readonly countries: Readonly<Record<string, Of<'text' | 'callMinute'>>>;
  readonly others: Of<
    'twilioVerification' | 'twilioText' | 'cognitoEssentials' | 'cognitoLite' | 'auth0Essentials'
  >;
}

export const readPrices = (): Prices =>
  JSON.parse(readFileSync(new URL('./prices.json', import.meta.url), 'utf8'));

/** The dollars of one, where the unit is so many. */
const PER: Readonly<Record<string, number>> = { million: 1e6, '10,000': 1e4, '1,000': 1e3 };

/** The price of one of what is sold by the thousand, ten thousand or million. */
export function each({ usd, unit }: Price): number {
  const [first = ''] = unit.split(' ');
  return usd / (PER[first] ?? 1);
}
