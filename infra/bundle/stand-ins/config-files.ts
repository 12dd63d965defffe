/**
 * Stands in for the SDK's reading of `~/.aws/config` and `~/.aws/credentials`: there are none in Lambda, and each
 * setting would look for both of them at the first request.
 */

export const CONFIG_PREFIX_SEPARATOR = '.';

export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });
