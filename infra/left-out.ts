/** Stands in the bundles for modules that the SDK imports on demand and these functions never demand. */

throw new Error('This part of the AWS SDK is left out of the bundle.');
