/** Fills in what the words of a language leave open, such as `{brand}`. */

/**
 * Replaces every name in braces by its value, and nothing in the values themselves.
 *
 * @throws {RangeError} for a name that has no value: a fault of the language.
 */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`The template has no value for ${name}`);
    return value;
  });
