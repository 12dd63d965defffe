/** Fills the names in braces of a text. */

/** Throws a `RangeError` for a name that has no value: a fault of the catalogue. */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`The text has no value for ${name}`);
    return value;
  });
