/** Items as the table's stream shows them. */

import { unmarshall } from '@aws-sdk/util-dynamodb';

/**
 * The item, or a part of it, in an image of a stream's record.
 * @param image attributes in DynamoDB's own form, e.g. `{version: {N: '1'}}`. Throws for anything else.
 */
export const readImage = (image: Readonly<Record<string, unknown>>): ReturnType<typeof unmarshall> =>
  unmarshall(image as Parameters<typeof unmarshall>[0]);
