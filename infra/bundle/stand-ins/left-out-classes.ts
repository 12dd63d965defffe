/** Stands in for classes that packages mention and these functions never need an instance of. */

class LeftOut {
  constructor() {
    throw new Error('This class is left out of the bundle.');
  }
}

export {
  LeftOut as AdaptiveRetryStrategy,
  LeftOut as DefaultRateLimiter,
  LeftOut as ReadableStream,
  LeftOut as Sha256Js,
};
