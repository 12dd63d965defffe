/** What is said of several schemas. */

export const MASKED_NUMBER = 'Telephone number of which only the country code and the last digits are shown.';

export const LOCALE =
  'Language of the text or call (BCP 47); for one that the service does not have, the next best that it has.';

/** Of what support sees as well. */
export const STATUS_FIELDS = {
  enabled: 'Whether a second factor is in force.',
  method: 'The method in force; null if there is none.',
  phone: 'The telephone in force; null unless `method` is `phone`.',
  enabledAt: 'Since when the factor is in force; null if there is none.',
  backupCodes: 'How many backup codes are left; null before the first factor.',
  pending: 'A factor that is being set up and not yet proved; null if there is none.',
  canDisable: 'Whether the operator lets customers turn the second factor off.',
};
