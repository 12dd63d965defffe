/** How many units of a text message a text takes (3GPP TS 23.038). */

/** §6.2.1, the default alphabet: one septet each. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** §6.2.1.1, the extension table: an escape and the character, two septets. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** What one segment carries: 160 septets, or 70 UTF-16 code units. */
export const SEGMENT_UNITS = { 'GSM-7': 160, 'UCS-2': 70 } as const;

export type SmsEncoding = keyof typeof SEGMENT_UNITS;

export interface SmsSize {
  readonly encoding: SmsEncoding;
  /** Septets in GSM-7, UTF-16 code units in UCS-2. */
  readonly units: number;
}

/** The encoding a carrier uses for `text`: one character outside GSM-7 turns the whole of it to UCS-2. */
export function measureSms(text: string): SmsSize {
  let septets = 0;
  for (const character of text) {
    if (BASIC.has(character)) septets += 1;
    else if (EXTENSION.has(character)) septets += 2;
    else return { encoding: 'UCS-2', units: text.length };
  }
  return { encoding: 'GSM-7', units: septets };
}

export function fitsOneSegment({ encoding, units }: SmsSize): boolean {
  return units <= SEGMENT_UNITS[encoding];
}
