/** Stands in for modules that the SDK imports on demand, where these functions never demand them. */

throw new Error('This part of the AWS SDK is left out of the bundle.');
