/** A group of settings: an object in which a mistyped name is a fault that says which names there are. */

import * as z from 'zod';

export const group = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? `is no setting; there are ${Object.keys(shape).join(', ')}`
        : 'must be an object',
  });
