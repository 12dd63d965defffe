/** A telephone number: the country by name, the number grouped as it is typed. */

import { withWesternDigits } from '../code.ts';
import type { Words } from '../words.ts';
import { type Country, countryOf, grouped, toE164 } from './country.ts';
import { h, newId } from './dom.ts';
import { createField, type Field } from './field.ts';

/** The language's own country, which the browser's tag may name: `de-AT`. */
const regionOf = (): string => new Intl.Locale(navigator.language).maximize().region ?? 'US';

/** `read` gives the number as E.164. */
export const createPhoneField = ({ messages: t, tag }: Words, countries: readonly Country[]): Field => {
  const names = new Intl.DisplayNames(tag, { type: 'region' });
  const id = newId();
  const own = regionOf();
  const options = countries
    .map(({ region, callingCode }) => ({
      name: names.of(region) ?? region,
      region,
      callingCode,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, tag))
    .map(({ name, region, callingCode }) =>
      h('option', { value: region, selected: region === own }, `${name} (+${callingCode})`),
    );
  const country = h('select', { id, name: 'country', autocomplete: 'country' }, options);
  const chosen = () =>
    countries.find(({ region }) => region === country.value) ?? { region: 'US', callingCode: '1' };

  const parse = (typed: string): string | undefined => {
    const text = withWesternDigits(typed).trim().replace(/^00/, '+');
    const digits = text.replace(/\D/g, '');
    if (digits === '') return undefined;
    return text.startsWith('+') ? `+${digits}` : toE164(chosen(), digits);
  };
  const field = createField({
    label: t.phoneNumber,
    parse,
    fault: t.enterNumber,
    attributes: {
      name: 'tel',
      type: 'tel',
      inputmode: 'tel',
      autocomplete: 'tel',
      dir: 'ltr',
      maxlength: '40',
    },
  });
  const { input } = field;
  input.addEventListener('input', () => {
    // Grouping moves the caret, so only what is typed at the end is grouped.
    if (input.selectionStart !== input.value.length) return;
    const text = withWesternDigits(input.value).replace(/^\s*00/, '+');
    let digits = text.replace(/\D/g, '');
    if (text.trim().startsWith('+')) {
      const found = countryOf(countries, digits);
      // Not before the national part begins: +1 may still become +1 or the code of another.
      if (!found || digits.length < found.callingCode.length + 4) return;
      if (chosen().callingCode !== found.callingCode) country.value = found.region;
      digits = digits.slice(found.callingCode.length);
    }
    input.value = grouped(digits, chosen().callingCode);
  });
  field.element.prepend(h('label', { for: id }, t.country), country);
  return field;
};
